import { describe, expect, it } from 'vitest';
import { DealScreen } from '../../../components/editor/DealScreen.tsx';
import { UnlockForm } from '../../../components/editor/UnlockForm.tsx';
import { FindDeal } from '../../../components/find/FindDeal.tsx';
import { NumberedList } from '../../../components/find/NumberedList.tsx';
import { ModalDialog } from '../../../components/ui/ModalDialog.tsx';
import { createDealEditor } from '../../../lib/editor/deal-editor.ts';
import { createEditor } from '../../../lib/editor/editor.ts';
import { scriptedBackground } from '../harness/scripted-background.ts';
import { recordedActions, show } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

// The keys are pressed right after rendering, without waiting, because users do so too.
describe('a key pressed right after rendering', () => {
  it('chooses a status of the deal', () => {
    const background = scriptedBackground(dealView());
    const deal = createDealEditor(dealView(), () => null, { ask: background.ask });
    show(<DealScreen deal={deal} actions={recordedActions()} />);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Demo done');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: '3', bubbles: true }));
    expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
  });

  it('goes to the preselected entry of a list', () => {
    show(
      <NumberedList name="opportunities" preselected={1}>
        <button type="button">One</button>
        <button type="button">Two</button>
      </NumberedList>,
    );
    expect(document.activeElement?.textContent).toBe('Two');
  });

  it('goes to the search box if there is only a search', () => {
    const { search } = createEditor(1, scriptedBackground(dealView()).ask);
    show(<FindDeal search={search} actions={recordedActions()} takesFocus />);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Find a deal');
  });

  it('goes to the passphrase field', () => {
    show(<UnlockForm unlock={async () => ''} />);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Passphrase');
  });

  it('stays in a dialog', () => {
    show(
      <ModalDialog title="A dialog" onCancel={() => {}}>
        <button type="button">A button</button>
      </ModalDialog>,
    );
    expect(document.activeElement?.localName).toBe('button');
  });
});
