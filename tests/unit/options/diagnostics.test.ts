import { beforeEach, expect, it, vi } from 'vitest';
import { failure, success } from '../../../lib/model/result.ts';
import { createDiagnostics } from '../../../lib/options/diagnostics.ts';
import { outboxIndex } from '../../../lib/storage/items.ts';
import { breakStorage, resetBrowser, type Script, scriptedAsk } from './scripted-ask.ts';

beforeEach(resetBrowser);

function create(script: Script = {}, lastTab = async (): Promise<number | undefined> => 7) {
  const background = scriptedAsk({
    'page.inspect': () =>
      success({
        address: '',
        unread: null,
        people: [],
        references: [{ kind: 'lead', id: 'lead_a', foundIn: 'link' }],
      }),
    ...script,
  });
  const writeClipboard = vi.fn(async (_content: string) => {});
  const model = createDiagnostics({
    ask: background.ask,
    readBrowser: async () => ({
      version: '0.1.0',
      browser: 'Chrome/156',
      storage: { local: 1, session: 2, sync: 3 },
      permissions: ['storage'],
      sites: 0,
    }),
    findLastTab: lastTab,
    writeClipboard,
  });
  const lineOf = (name: string) => model.lines.value.find((line) => line.name === name)?.value;
  return { ...background, ...model, writeClipboard, lineOf };
}

it('describes the browser, the storage and the last tab', async () => {
  await outboxIndex.write(['a', 'b']);
  const { read, lineOf, message } = create();
  await read();
  expect(lineOf('diagnosticsVersion')).toBe('0.1.0');
  expect(lineOf('diagnosticsWaiting')).toBe('2');
  expect(lineOf('diagnosticsLastTab')).toBe('opportunity 0, lead 1 · link 1');
  expect(message.value).toBe('');
});

it.each<[what: string, script: Script, lastTab?: () => Promise<undefined>]>([
  ['there is none', {}, async () => undefined],
  ['it cannot be read', { 'page.inspect': () => failure({ kind: 'unexpected' }) }],
])('reports that the last tab cannot be read if %s', async (_what, script, lastTab) => {
  const { read, lineOf } = create(script, lastTab);
  await read();
  expect(lineOf('diagnosticsLastTab')).toBe('diagnosticsNotReadable');
});

it('shows an error if the storage cannot be read', async () => {
  breakStorage();
  const { read, lines, message } = create();
  await read();
  expect([lines.value, message.value]).toEqual([[], 'problemStoreUnreadable']);
});

it('copies the lines, and shows an error if the browser refuses to', async () => {
  const { read, copy, message, writeClipboard } = create();
  await read();
  await copy();
  expect(writeClipboard.mock.lastCall?.[0]).toContain('diagnosticsVersion: 0.1.0\n');
  expect(message.value).toBe('diagnosticsCopied');
  writeClipboard.mockRejectedValueOnce(new DOMException('Not allowed', 'NotAllowedError'));
  await copy();
  expect(message.value).toBe('diagnosticsNotCopied');
});
