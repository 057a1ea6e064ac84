import { signal } from '@preact/signals';
import { page } from 'vitest/browser';
import { AllSet } from '../../../components/options/AllSet.tsx';
import { ConnectForms } from '../../../components/options/ConnectForms.tsx';
import { ConnectionsSection } from '../../../components/options/ConnectionsSection.tsx';
import { DiagnosticsSection } from '../../../components/options/DiagnosticsSection.tsx';
import { FirstRun } from '../../../components/options/FirstRun.tsx';
import { type KeyStorageProps, KeyStorageSection } from '../../../components/options/KeyStorageSection.tsx';
import { OptionsLayout } from '../../../components/options/OptionsLayout.tsx';
import { RemovalSection } from '../../../components/options/RemovalSection.tsx';
import { SettingsSection } from '../../../components/options/SettingsSection.tsx';
import { SitesSection } from '../../../components/options/SitesSection.tsx';
import { StagesSection } from '../../../components/options/StagesSection.tsx';
import type { Connecting } from '../../../lib/options/connections.ts';
import type { Removal } from '../../../lib/options/removal.ts';
import type { SettingsPreview } from '../../../lib/options/settings-transfer.ts';
import { show } from '../harness/show.tsx';
import { connecting, otherConnection, ownConnection, vault } from './connections.ts';
import { customField, salesPipeline } from './deals.ts';
import { type State, seen } from './field-states.tsx';
import { showForm, showImport, showSection } from './quick-actions.tsx';

function ignore(): void {}

function formsFor(more: Partial<Connecting>) {
  return {
    connecting: signal(connecting(more)),
    keysAddress: '#',
    redirectAddress: 'https://sample.chromiumapp.org/',
    onConnect: ignore,
    onAuthorize: ignore,
  };
}

function openForm(more: Partial<Connecting> = {}) {
  show(<ConnectionsSection {...formsFor(more)} onMakeDefault={ignore} onDisconnect={ignore} />, 'options');
}

function showFirstRun(more: Partial<Connecting> = {}): void {
  show(
    <FirstRun onShowOptions={ignore} onTrySample={ignore}>
      <ConnectForms {...formsFor(more)} />
    </FirstRun>,
    'options',
  );
}

function showLayout(isManaged: boolean): void {
  const parts = (['account', 'sites'] as const).map((name) => ({
    ...{ id: name, name, purpose: 'sitesHint' as const },
    content: <p>{name}</p>,
  }));
  show(
    <OptionsLayout
      parts={parts}
      isManaged={isManaged}
      isSaved={signal(true)}
      version="1.0.0"
      onTrySample={ignore}
    />,
    'options',
  );
}

function openKeyStorage(state: KeyStorageProps['keyStorageState']['value']) {
  const handlers = {
    onLockWithComputer: ignore,
    onMove: ignore,
    onSetPassphrase: ignore,
    onLock: ignore,
    onForget: ignore,
  };
  const unlock = async () => '';
  show(
    <KeyStorageSection
      keyStorageState={signal(state)}
      message={signal('')}
      {...{ unlock, knownWords: () => [], locksWithComputer: signal(true), ...handlers }}
    />,
    'options',
  );
}

function openSettings(message: string, canUndo = false, preview: SettingsPreview | null = null): void {
  show(
    <SettingsSection
      preview={signal(preview)}
      message={signal(message)}
      canUndo={signal(canUndo)}
      onExport={ignore}
      onChoose={ignore}
      onImport={ignore}
      onCancelImport={ignore}
      onUndo={ignore}
    />,
    'options',
  );
}

/** States of the options page. */
export const optionsStates: State[] = [
  {
    name: 'what stages ask for in the options',
    open: async () => {
      const customFields = [customField()];
      const catalog = { pipelines: [salesPipeline], customFields, readAt: 0 };
      const fields = [{ key: 'custom.cf_step', type: 'text' as const, isMultiple: false, choices: [] }];
      show(
        <StagesSection
          organizations={signal([
            { organizationId: 'orga_a', organizationName: 'Northwind Trading', catalog, fields },
          ])}
          stages={{ stat_proposal: { requires: ['custom.cf_step'], confidence: 60, hint: 'Send it first.' } }}
          locked={signal(['stat_demo'])}
          message={signal('')}
          onOpen={ignore}
          onChange={ignore}
        />,
        'options',
      );
      await page.getByText('What stages ask for').click();
      await page.getByText('Proposal sent').click();
      await page.getByText('Demo done').click();
    },
  },
  { name: 'the list of quick actions', open: async () => showSection() },
  {
    name: 'the form of a quick action',
    open: async () => {
      const change = { how: 'set' as const, entry: '', by: '', unit: 'week' as const, removed: [] };
      const moved = { ...change, how: 'move' as const };
      showForm({
        changes: {
          confidence: change,
          date_won: moved,
          user_id: change,
          'custom.cf_tags': { ...change, entry: [] },
        },
      });
      await page.getByRole('button', { name: 'Save' }).click();
    },
  },
  { name: 'the import of quick actions', open: async () => showImport(0) },
  { name: 'the settings file section', open: async () => openSettings('') },
  {
    name: 'the import of settings',
    open: async () => {
      const change = { remark: '', before: ['Off'], after: ['On'] };
      const changes: SettingsPreview['changes'] = [
        {
          ...{ group: 'quickActions', name: 'Next month', remark: 'Replaces Later' },
          ...{
            before: ['Estimated close: +1 week'],
            after: ['Estimated close: +1 month', 'Confidence: 60%'],
          },
        },
        { ...change, group: 'keys', name: 'Quick action 1', before: ['None'], after: ['Next month'] },
        { ...change, group: 'preferences', name: 'Save only when I press Save' },
      ];
      openSettings('', false, { changes, unreadable: 1, noRoom: 2, hasChanged: true });
    },
  },
  {
    name: 'imported settings',
    open: async () => openSettings('Settings imported.', true),
  },
  {
    name: 'a settings file of a newer version',
    open: async () => openSettings('This file comes from a newer version.'),
  },
  { name: 'the key storage', open: () => openKeyStorage({ keyStorage: 'device', isLocked: false }) },
  {
    name: 'the form for a passphrase',
    open: async () => {
      await openKeyStorage({ keyStorage: 'device', isLocked: false });
      await page.getByRole('radio', { name: 'On this device, protected by a passphrase' }).click();
      await page.getByLabelText('New passphrase').fill('orchard lantern saddle');
    },
  },
  {
    name: 'the locked key storage',
    open: () => openKeyStorage({ keyStorage: vault, isLocked: true }),
  },
  { name: 'the first run', open: () => showFirstRun() },
  { name: 'the form for another key', open: () => openForm() },
  {
    name: 'a refused key',
    open: () => showFirstRun({ message: { sentence: 'Close does not accept this key.', tone: 'alert' } }),
  },
  { name: 'a key while it is checked', open: () => showFirstRun({ isChecking: 'key' }) },
  {
    name: 'the form for an OAuth app',
    open: async () => {
      showFirstRun();
      await page.getByText('Use an OAuth app instead (advanced)').click();
    },
  },
  { name: 'a connected key', open: () => openForm({ connections: [ownConnection] }) },
  {
    name: 'several connected organizations',
    open: () => openForm({ connections: [{ ...ownConnection, editsOthers: false }, otherConnection] }),
  },
  {
    name: 'what to try after connecting',
    open: () => {
      const rest = { onOpenClose: ignore, onChangeShortcut: ignore, onAddSite: ignore };
      show(<AllSet shortcut="Alt+Shift+E" isPinned={false} {...rest} />, 'options');
    },
  },
  { name: 'the parts of the options', open: () => showLayout(false) },
  { name: 'options that an administrator has preset', open: () => showLayout(true) },
  {
    name: 'the sites',
    open: async () => {
      const sites = signal({
        added: [
          { site: 'https://crm.example.com/*', isAllowed: true },
          { site: 'http://intranet/*', isAllowed: false },
        ],
        showsChip: true,
        withheld: ['https://app.close.com/*'],
        withoutChip: ['https://crm.example.com'],
      });
      const rest = {
        onAdd: ignore,
        onAllow: ignore,
        onRemove: ignore,
        onShowChip: ignore,
        onChipEverywhere: ignore,
      };
      show(<SitesSection sites={sites} message={signal('Saved.')} {...rest} />, 'options');
      await seen('http://intranet');
    },
  },
  {
    name: 'the diagnostics',
    open: async () => {
      const lines = signal([{ name: 'Version', value: '0.1.0' }]);
      const rest = { lines, message: signal(''), onOpen: ignore, onCopy: ignore };
      show(<DiagnosticsSection {...rest} />, 'options');
      await page.getByText('Diagnostics', { exact: true }).click();
      await seen('0.1.0');
    },
  },
  {
    name: 'the dialog for removing everything',
    open: async () => {
      const removal = signal<Removal>({ state: 'asked', waiting: 2 });
      const rest = { onAsk: ignore, onCancel: ignore, onRemove: ignore };
      show(<RemovalSection removal={removal} {...rest} />, 'options');
    },
  },
];
