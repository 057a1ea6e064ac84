import type { FormMessage } from '../../lib/options/connections.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  isChecking: boolean;
  message: FormMessage;
  keysAddress: string;
  onConnect(pasted: string): void;
};

/** Connects with a pasted API key and shows whose key it is. */
export function ConnectForm({ isChecking, message, keysAddress, onConnect }: Props) {
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        onConnect(String(new FormData(event.currentTarget).get('key') ?? ''));
      }}
    >
      <h2 class="title">{text('connectTitle')}</h2>
      <p class="meta">{text('connectHint')}</p>
      <label for="key">{text('apiKey')}</label>
      <input
        id="key"
        name="key"
        class="control"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={text('apiKeyPlaceholder')}
        aria-describedby="key-message"
      />
      <div class="row">
        <a class="link grow" href={keysAddress} target="_blank" rel="noreferrer">
          {text('openApiKeys')}
        </a>
        <button type="submit" class="button primary" disabled={isChecking}>
          {text('connect')}
        </button>
      </div>
      <p id="key-message" role={message.tone} class={message.tone === 'alert' ? 'field-problem' : 'meta'}>
        {isChecking ? text('connecting') : message.sentence}
      </p>
    </form>
  );
}
