import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { DiagnosticsSection } from '../../../components/options/DiagnosticsSection.tsx';
import { describeFacts, type Facts, toDiagnosticsText } from '../../../lib/options/diagnostics-text.ts';
import { show } from '../harness/show.tsx';

const now = new Date('2026-11-25T14:05:00');
const id = `oppo_${'c'.repeat(43)}`;
const facts: Facts = {
  version: '0.1.0',
  browser: 'Chrome/156',
  connections: 1,
  waiting: 2,
  calls: {
    day: now.toDateString(),
    count: 12,
    last: { method: 'GET', path: '/opportunity/oppo_…/', status: 200, milliseconds: 132, at: now.getTime() },
  },
  pausedUntil: 0,
  references: [
    { kind: 'opportunity', id, foundIn: 'link' },
    { kind: 'opportunity', id, foundIn: 'text' },
    { kind: 'lead', id, foundIn: 'link' },
  ],
  storage: { local: 1200, session: 300, sync: 0 },
  permissions: ['alarms', 'storage'],
  sites: 1,
  openAreas: [],
  holdsRemoved: false,
  faults: [],
};
const textOf = (changed: Partial<Facts> = {}) =>
  toDiagnosticsText(describeFacts({ ...facts, ...changed }, now));

it('contains counts and places, but no ids', () => {
  const content = textOf();
  expect(content).toContain(`Last request to Close: GET /opportunity/oppo_…/ · 200 · 132 ms · `);
  expect(content).toContain('Requests today (since browser start): 12');
  expect(content).toContain('Found on the last page: opportunity 2, lead 1 · link 2, text 1');
  expect(content).toContain('Storage used: local 1200 · session 300 · sync 0');
  expect(content).toContain('Sites you added: 1');
  expect(content).not.toContain(id);
  expect(content).not.toContain('Problem');
});

it.each<[string, Partial<Facts>, string]>([
  ['no request yet', { calls: null }, 'Last request to Close: nothing'],
  [
    'only requests of another day',
    { calls: { ...facts.calls, day: 'x' } as Facts['calls'] },
    '(since browser start): 0',
  ],
  [
    'no answer',
    { calls: { day: '', count: 1, last: { ...facts.calls?.last, status: 0 } } as Facts['calls'] },
    'no answer',
  ],
  ['a rate limit', { pausedUntil: now.getTime() + 5_000 }, 'Rate limit: paused until 2:05:05'],
  ['an expired rate limit', { pausedUntil: now.getTime() - 1 }, 'Rate limit: not reached'],
  ['an unreadable page', { references: null }, "last page: couldn't be read"],
  ['a page without a deal', { references: [] }, 'last page: nothing'],
  [
    'storage open to content scripts',
    { openAreas: ['local', 'sync'] },
    "Problem: Chrome hasn't closed the extension's storage (local, sync) to its scripts in web pages.",
  ],
  ['a removed key on the disk', { holdsRemoved: true }, 'Problem: A removed key may still be'],
])('describes %s', (_what, changed, expected) => {
  expect(textOf(changed)).toContain(expected);
});

it('loads when it is opened, and copies on request', async () => {
  const lines = signal(describeFacts(facts, now));
  const message = signal('');
  const handlers = { onOpen: vi.fn(), onCopy: vi.fn() };
  show(<DiagnosticsSection lines={lines} message={message} {...handlers} />, 'options');
  expect(handlers.onOpen).not.toHaveBeenCalled();
  await page.getByText('Diagnostics', { exact: true }).click();
  await expect.poll(() => handlers.onOpen.mock.calls.length).toBe(1);
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  expect(handlers.onCopy).toHaveBeenCalledOnce();
  message.value = 'Diagnostics copied.';
  await expect.element(page.getByRole('status')).toHaveTextContent('Diagnostics copied.');
});
