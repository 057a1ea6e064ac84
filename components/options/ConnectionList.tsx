import type { Connection } from '../../lib/model/connection.ts';
import type { ConnectionState } from '../../lib/options/connections.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  /** The default connection first. */
  connections: readonly ConnectionState[];
  onMakeDefault(connection: Connection): void;
  onDisconnect(connection: Connection): void;
};

/** Renders the connected organizations, with the user and permissions of each connection. */
export function ConnectionList({ connections, onMakeDefault, onDisconnect }: Props) {
  const isOneOfSeveral = connections.length > 1;
  return (
    <>
      {connections.map((connection, place) => {
        const { organizationId, userName, organizationName, editsOthers, isOpen } = connection;
        const isDefault = isOneOfSeveral && place === 0;
        const hints = [
          editsOthers !== undefined && text(editsOthers ? 'editsAll' : 'editsOwn'),
          isDefault && text('isDefault'),
        ].filter((hint) => hint !== false);
        return (
          <div key={organizationId} class="connection">
            <div>
              <p role="status" id={organizationId} class={isOpen ? 'is-open' : ''}>
                {text(isOpen ? 'connectedAs' : 'connectAgain', userName, organizationName)}
              </p>
              {hints.length > 0 && <p class="meta">{hints.join(' ')}</p>}
            </div>
            <div class="row">
              {isOneOfSeveral && !isDefault && (
                <button
                  type="button"
                  class="button"
                  aria-describedby={organizationId}
                  onClick={() => onMakeDefault(connection)}
                >
                  {text('makeDefault')}
                </button>
              )}
              <button
                type="button"
                class="button"
                aria-describedby={organizationId}
                onClick={() => onDisconnect(connection)}
              >
                {text('disconnect')}
              </button>
            </div>
          </div>
        );
      })}
    </>
  );
}
