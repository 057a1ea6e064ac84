import type { FormMessage } from '../../lib/options/connections.ts';
import { text } from '../../lib/wording/text.ts';
import { KeyField } from './KeyField.tsx';

type Props = {
  isChecking: boolean;
  message: FormMessage;
  keysAddress: string;
  onConnect(pasted: string): void;
};

/** Connects with a pasted API key, in three numbered steps. */
export function ConnectForm({ isChecking, message, keysAddress, onConnect }: Props) {
  return (
    <form
      class="card"
      aria-label={text('connectTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        onConnect(String(new FormData(event.currentTarget).get('key') ?? ''));
      }}
    >
      <ol class="numbered">
        <li>
          <div class="row">
            <p class="grow">
              {text('stepGetKey')}
              <small>{text('stepGetKeyHint')}</small>
            </p>
            <a class="button" href={keysAddress} target="_blank" rel="noreferrer">
              {text('openApiKeys')}
            </a>
          </div>
        </li>
        <li>
          <p>{text('stepPasteKey')}</p>
          <KeyField
            isInvalid={message.tone === 'alert' && !isChecking}
            describedBy="key-message key-promise"
          />
          <p id="key-message" role={message.tone} class={message.tone === 'alert' ? 'field-problem' : 'meta'}>
            {isChecking ? text('connecting') : message.sentence}
          </p>
          <small id="key-promise">{text('keyPromise')}</small>
        </li>
        <li>
          <button type="submit" class="button primary large" disabled={isChecking}>
            {text('connect')}
          </button>
        </li>
      </ol>
    </form>
  );
}
