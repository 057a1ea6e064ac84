import type { ReadonlySignal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Connection } from '../../lib/model/connection.ts';
import type { Connecting, FormMessage } from '../../lib/options/connections.ts';
import { text } from '../../lib/wording/text.ts';
import { ConnectForm } from './ConnectForm.tsx';
import { ConnectionList } from './ConnectionList.tsx';
import { OauthForm } from './OauthForm.tsx';

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
          <ConnectionList
            connections={connections}
            onMakeDefault={onMakeDefault}
            onDisconnect={onDisconnect}
          />
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
            keysAddress={keysAddress}
            onConnect={onConnect}
          />
          <OauthForm
            isChecking={isChecking === 'app'}
            message={message.form === 'app' ? message : nothing}
            redirectAddress={redirectAddress}
            onAuthorize={onAuthorize}
          />
        </>
      )}
    </>
  );
}
