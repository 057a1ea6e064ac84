import { text } from '../../lib/wording/text.ts';
import { CopyButton } from '../ui/CopyButton.tsx';

/** The address of an integration link that shows a deal's id, as docs/show-ids-in-close.md explains it. */
const address = 'https://app.close.com/opportunities/#{{opportunity.id}}';

/** Explains to an admin how Close shows each deal's id on its lead's page, with the address to copy. */
export function IntegrationLinkGuide() {
  return (
    <details class="card wide">
      <summary>{text('integrationLinkTitle')}</summary>
      <ol>
        <li>{text('integrationLinkOpen')}</li>
        <li>
          {text('integrationLinkAddress')}
          <p>
            <code>{address}</code>
          </p>
          <CopyButton name={text('copyAddress')} copied={address} />
        </li>
        <li>{text('integrationLinkCheck')}</li>
      </ol>
      <p class="meta">{text('integrationLinkEffect')}</p>
    </details>
  );
}
