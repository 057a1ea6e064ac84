import type { ReadonlySignal } from '@preact/signals';
import type { DiagnosticsLine } from '../../lib/options/diagnostics-text.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  /** Empty until the section was opened. */
  lines: ReadonlySignal<readonly DiagnosticsLine[]>;
  /** The result of copying. */
  message: ReadonlySignal<string>;
  onOpen(): void;
  onCopy(): void;
};

/** Renders the collapsed diagnostics, which hold no secrets and may be shared. */
export function DiagnosticsSection({ lines, message, onOpen, onCopy }: Props) {
  return (
    <section class="card wide" aria-labelledby="diagnostics">
      <details onToggle={(event) => event.currentTarget.open && onOpen()}>
        <summary>
          <h3 class="title" id="diagnostics">
            {text('diagnostics')}
          </h3>
        </summary>
        <p class="meta">{text('diagnosticsHint')}</p>
        <dl class="facts">
          {lines.value.map(({ name, value }, place) => (
            <div key={place}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div class="row">
          <button type="button" class="button" onClick={onCopy}>
            {text('copyDiagnostics')}
          </button>
          <p role="status">{message.value}</p>
        </div>
      </details>
    </section>
  );
}
