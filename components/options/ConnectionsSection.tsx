import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Connection } from '../../lib/model/connection.ts';
import { text } from '../../lib/wording/text.ts';
import { ConnectForms, type ConnectFormsProps } from './ConnectForms.tsx';
import { ConnectionList } from './ConnectionList.tsx';

type Props = ConnectFormsProps & {
  onMakeDefault(connection: Connection): void;
  onDisconnect(connection: Connection): void;
};

/** Renders the connected organizations, and the forms that connect another one. */
export function ConnectionsSection({ onMakeDefault, onDisconnect, ...forms }: Props) {
  const { connections, message } = forms.connecting.value;
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
        <section class="card" aria-labelledby="connections">
          <h3 class="title" id="connections">
            {text('connections')}
          </h3>
          <ConnectionList
            connections={connections}
            onMakeDefault={onMakeDefault}
            onDisconnect={onDisconnect}
          />
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
      {isAdding && <ConnectForms {...forms} />}
    </>
  );
}
