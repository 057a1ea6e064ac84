import { text } from '../../lib/wording/text.ts';

/** Holds a message for the user, with its ARIA role; "" for no message. */
export type Told = { sentence: string; tone: 'status' | 'alert' };

type Props = {
  isChecking: boolean;
  told: Told;
  keysAddress: string;
  onConnect(pasted: string): void;
};

/** Connects with a pasted API key and shows whose key it is. */
export function ConnectForm({ isChecking, told, keysAddress, onConnect }: Props) {
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
        aria-describedby="told"
      />
      <div class="row">
        <a class="link grow" href={keysAddress} target="_blank" rel="noreferrer">
          {text('openApiKeys')}
        </a>
        <button type="submit" class="button primary" disabled={isChecking}>
          {text('connect')}
        </button>
      </div>
      <p id="told" role={told.tone} class={told.tone === 'alert' ? 'field-problem' : 'meta'}>
        {isChecking ? text('connecting') : told.sentence}
      </p>
    </form>
  );
}
