import { text } from '../../lib/wording/text.ts';
import { Heading } from '../ui/Heading.tsx';
import type { Actions } from './actions.ts';

/** Leads to the options, because without a connection nothing can be read from Close. */
export function ConnectScreen({ actions }: { actions: Actions }) {
  return (
    <>
      <Heading title={text('connectTitle')} hint={text('connectHint')} />
      <div class="bar">
        <span class="grow" />
        <button type="button" class="button primary" onClick={actions.openOptions}>
          {text('connectInOptions')}
        </button>
      </div>
    </>
  );
}
