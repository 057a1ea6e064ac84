import type { Signal } from '@preact/signals';
import type { Connection } from '../lib/storage/items.ts';
import { text } from '../lib/text.ts';

/** How connecting goes. `sentence` says what is wrong, in the user's words. */
export type Connecting =
  | { state: 'reading' }
  | { state: 'disconnected'; sentence: string; tone: 'status' | 'alert' }
  | { state: 'checking' }
  | { state: 'connected'; connection: Connection };

type Props = {
  connecting: Signal<Connecting>;
  keysAddress: string;
  onConnect(pasted: string): void;
  onDisconnect(connection: Connection): void;
};

/** Paste an API key and see whose it is. */
export function ConnectForm({ connecting, keysAddress, onConnect, onDisconnect }: Props) {
  const now = connecting.value;
  if (now.state === 'reading') return null;
  if (now.state === 'connected') {
    const { userName, organizationName } = now.connection;
    return (
      <section class="card">
        <p role="status">{text('connectedAs', userName, organizationName)}</p>
        <p class="meta">{text('connectedHint')}</p>
        <button type="button" class="button" onClick={() => onDisconnect(now.connection)}>
          {text('disconnect')}
        </button>
      </section>
    );
  }
  const told = now.state === 'disconnected' ? now : { sentence: text('connecting'), tone: 'status' as const };
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
        <button type="submit" class="button primary" disabled={now.state === 'checking'}>
          {text('connect')}
        </button>
      </div>
      <p id="told" role={told.tone} class={told.tone === 'alert' ? 'field-problem' : 'meta'}>
        {told.sentence}
      </p>
    </form>
  );
}
