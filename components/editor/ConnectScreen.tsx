import { text } from '../../lib/wording/text.ts';
import type { Actions } from './actions.ts';
import { Header } from './Header.tsx';

/** Leads to the options, because without a connection nothing can be read from Close. */
export function ConnectScreen({ actions }: { actions: Actions }) {
  return (
    <>
      <Header title={text('connectTitle')} actions={actions}>
        {text('connectHint')}
      </Header>
      <div class="bar">
        <span class="grow" />
        <button type="button" class="button primary" onClick={actions.openOptions}>
          {text('connectInOptions')}
        </button>
      </div>
    </>
  );
}
