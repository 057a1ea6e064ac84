import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { SiteOffer } from '../../lib/sites/site-offer.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  offer: SiteOffer;
  /** Whether the page has no deal, so that the offer is a button that says what it does. */
  isWhole: boolean;
};

/**
 * Offers to have the extension always run on the site of this page. From the third visit on it asks whether the site is
 * used often, until the user declines.
 */
export function SiteFooter({ offer, isWhole }: Props) {
  // Null until the answer, because a question that comes later would move the buttons.
  const question = useSignal<'none' | 'asked' | 'declined' | null>(null);
  const { visit, ask } = offer;
  const site = offer.site.value;
  const name = offer.name.value;
  useLayoutEffect(() => {
    question.value = null;
    if (name !== null)
      void ask('site.visit', { site, id: visit, isDeclined: false }).then((answer) => {
        // The tab may show another site by now.
        if (offer.site.value === site) question.value = answer.ok && answer.value ? 'asked' : 'none';
      });
  }, [offer, ask, visit, site, name, question]);
  if (name === null || question.value === null) return null;
  const isAsked = question.value !== 'none';

  // Hidden, but still there, so that nothing moves under the pointer.
  const style = question.value === 'declined' ? 'visibility: hidden' : '';
  return (
    <footer class={isWhole ? 'site whole' : 'site'}>
      {isAsked && (
        <span class="meta grow" style={style}>
          {text('siteOften')}
        </span>
      )}
      <button
        type="button"
        class={isWhole ? 'button' : 'link'}
        title={text('addSiteHint')}
        aria-describedby={isWhole ? 'site-line' : undefined}
        onClick={offer.add}
      >
        {text('addSite', name)}
      </button>
      {isAsked && (
        <button
          type="button"
          class="link"
          style={style}
          onClick={() => {
            question.value = 'declined';
            void ask('site.visit', { site, id: visit, isDeclined: true });
          }}
        >
          {text('adviceNotNow')}
        </button>
      )}
      {isWhole && (
        <p id="site-line" class="meta">
          {text('addSiteLine')}
        </p>
      )}
    </footer>
  );
}
