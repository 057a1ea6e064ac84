import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import type { Actions, CommandKey } from './actions.ts';
import { SheetBar } from './SheetBar.tsx';
import { saveKeys } from './save-keys.ts';

type Props = {
  keys: 'deal' | 'list' | 'none';
  hasSingleKeys: boolean;
  actions: Pick<Actions, 'listCommandKeys' | 'openOptions'>;
  onClose(): void;
};

/** Lists the keys that work on the screen below, and those that work in the whole browser. */
export function ShortcutsDialog({ keys, hasSingleKeys, actions, onClose }: Props) {
  const commands = useSignal<readonly CommandKey[]>([]);
  useLayoutEffect(() => {
    void actions.listCommandKeys().then((found) => {
      commands.value = found.filter(({ shortcut }) => shortcut !== '');
    });
  }, [actions, commands]);
  return (
    <ModalDialog title={text('shortcuts')} onCancel={onClose}>
      <section>
        <h1>{text('shortcuts')}</h1>
        <dl class="keys">
          {keysOf(keys, hasSingleKeys).map(([key, what]) => (
            <Row key={what} shortcut={key} what={what} />
          ))}
          {commands.value.map(({ name, shortcut }) => (
            <Row key={name} shortcut={shortcut} what={name} />
          ))}
          <Row shortcut="deal Tab" what={text('keyAddressBar')} />
        </dl>
      </section>
      <SheetBar actions={actions} onClose={onClose} />
    </ModalDialog>
  );
}

function Row({ shortcut, what }: { shortcut: string; what: string }) {
  return (
    <div>
      <dt>
        <kbd>{shortcut}</kbd>
      </dt>
      <dd>{what}</dd>
    </div>
  );
}

function keysOf(keys: Props['keys'], hasSingleKeys: boolean): [string, string][] {
  const single: [string, string][] = hasSingleKeys ? [['?', text('keyShortcuts')]] : [];
  if (keys === 'deal')
    return [
      ...(hasSingleKeys
        ? ([
            ['1–9', text('keyStatus')],
            ['U', text('keyUndo')],
          ] as [string, string][])
        : []),
      [saveKeys, text('keySave')],
      ['↑ ↓', text('keyConfidence')],
      [text('keyBackspace'), text('backToList')],
      ['Esc', text('keyEscape')],
      ...single,
    ];
  if (keys === 'list')
    return [
      ...(hasSingleKeys ? ([['1–9', text('keyPick')]] as [string, string][]) : []),
      ['↑ ↓', text('keyWalk')],
      [text('keyBackspace'), text('backToList')],
      ['Esc', text('keyEscape')],
      ...single,
    ];
  return [['Esc', text('keyEscape')], ...single];
}
