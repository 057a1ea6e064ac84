import type { SiteOffer } from '../../lib/sites/site-offer.ts';
import { text } from '../../lib/wording/text.ts';

const lineId = 'site-line';

/** Offers, below a page without a deal, to have the extension always run on its site, and says what that does. */
export function SiteBar({ offer }: { offer: SiteOffer }) {
  const name = offer.name.value;
  if (name === null) return null;
  return (
    <footer class="site whole">
      <button
        type="button"
        class="button"
        title={text('addSiteHint')}
        aria-describedby={lineId}
        onClick={offer.add}
      >
        {text('addSite', name)}
      </button>
      <p id={lineId} class="meta">
        {text(offer.isOften.value ? 'addSiteOften' : 'addSiteLine')}
      </p>
    </footer>
  );
}
