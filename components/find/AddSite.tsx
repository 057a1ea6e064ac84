import type { SiteOffer } from '../../lib/sites/site-offer.ts';
import { text } from '../../lib/wording/text.ts';

/** Offers to have the extension always run on the site of this page. */
export function AddSite({ offer }: { offer: SiteOffer }) {
  const name = offer.name.value;
  if (name === null) return null;
  return (
    <footer class="site">
      <span class="meta">{offer.isOften.value && text('siteOften')}</span>
      <button type="button" class="link" title={text('addSiteHint')} onClick={offer.add}>
        {text('addSite', name)}
      </button>
    </footer>
  );
}
