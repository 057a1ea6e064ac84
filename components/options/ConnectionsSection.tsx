import type { ReadonlySignal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Connection } from '../../lib/model/connection.ts';
import { text } from '../../lib/wording/text.ts';
import { ConnectForm, type FormMessage } from './ConnectForm.tsx';
import { ConnectionList, type ConnectionState } from './ConnectionList.tsx';
import { OauthForm } from './OauthForm.tsx';

/** Holds the connections and the state of the connect forms. */
export type Connecting = {
  /** The default connection first; null until loaded. */
  connections: readonly ConnectionState[] | null;
  /** Which form is submitting. */
  isChecking: false | 'key' | 'app';
  /** Shown below the form that was submitted, or else below the connections. */
  message: FormMessage & { form?: 'app' };
};

type Props = {
  connecting: ReadonlySignal<Connecting>;
  keysAddress: string;
  redirectAddress: string;
  onConnect(pasted: string): void;
  onAuthorize(clientId: string, clientSecret: string): void;
  onMakeDefault(connection: Connection): void;
  onDisconnect(connection: Connection): void;
};

const nothing: FormMessage = { sentence: '', tone: 'status' };

/** Renders the connected organizations, and the forms that connect the first or another one. */
export function ConnectionsSection({
  connecting,
  keysAddress,
  redirectAddress,
  onConnect,
  onAuthorize,
  onMakeDefault,
  onDisconnect,
}: Props) {
  const { connections, isChecking, message } = connecting.value;
  const isAnotherWanted = useSignal(false);
  // A new connection closes the form.
  useEffect(() => {
    isAnotherWanted.value = false;
  }, [isAnotherWanted, connections?.length]);
  if (!connections) return null;
  const isAdding = connections.every(({ isOpen }) => !isOpen) || isAnotherWanted.value;
  return (
    <>
      {connections.length > 0 && (
        <section class="card">
          <h2 class="title" id="connections">
            {text('connections')}
          </h2>
          <ConnectionList {...{ connections, onMakeDefault, onDisconnect }} />
          <p class="meta">{text('connectedHint')}</p>
          {!isAdding && (
            <button
              type="button"
              class="button"
              onClick={() => {
                isAnotherWanted.value = true;
              }}
            >
              {text('connectAnother')}
            </button>
          )}
          {!isAdding && message.sentence && <p role={message.tone}>{message.sentence}</p>}
        </section>
      )}
      {isAdding && (
        <>
          <ConnectForm
            isChecking={isChecking === 'key'}
            message={message.form === 'app' ? nothing : message}
            {...{ keysAddress, onConnect }}
          />
          <OauthForm
            isChecking={isChecking === 'app'}
            message={message.form === 'app' ? message : nothing}
            {...{ redirectAddress, onAuthorize }}
          />
        </>
      )}
    </>
  );
}
