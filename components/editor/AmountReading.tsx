import { formatMoney, parseAmount } from '../../lib/opportunity/money.ts';

type Props = { typed: string; currency: string };

/** Shows what a shortened amount such as "14k" means: "= $14,000". */
export function AmountReading({ typed, currency }: Props) {
  const minor = /\d\s*[km]/i.test(typed) ? parseAmount(typed, currency) : undefined;
  if (minor === undefined) return null;
  return (
    // Has no width of its own, so that nothing moves while an amount is typed.
    <span class="reading">
      <span>= {formatMoney(minor, currency)}</span>
    </span>
  );
}
