import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AttachmentList } from '../../../components/editor/AttachmentList.tsx';
import { RecentChanges } from '../../../components/find/RecentChanges.tsx';
import { ActionSummary } from '../../../components/quick-actions/ActionSummary.tsx';
import { encodeAttachment } from '../../../lib/opportunity/attachments.ts';
import type { ChangeRow } from '../../../lib/wording/change-rows.ts';
import { show } from '../harness/show.tsx';

type Line = ChangeRow['lines'][number];

function rowOf(lines: Line[]): ChangeRow {
  const [id, opportunityId, leadName] = ['change', 'oppo_a', 'Marlow Robotics'];
  return { id, opportunityId, at: 0, leadName, lines, ending: 'Saved', undoneAt: null, offer: null };
}

const line = (name: string, after: string): Line => ({ name, before: '1', after });

it('two fields with the same name are both shown, even after a reorder', async () => {
  const rows = signal([rowOf([line('Region', 'A'), line('Region', 'B'), line('Size', 'C')])]);
  const List = () => <RecentChanges rows={rows.value} />;
  show(<List />, 'options');
  const lines = () => [...document.querySelectorAll('li p:not(.meta)')].map((each) => each.textContent);
  expect(lines()).toEqual(['Region: 1 → A', 'Region: 1 → B', 'Size: 1 → C']);
  rows.value = [rowOf([line('Size', 'C'), line('Region', 'B'), line('Region', 'A')])];
  await expect.poll(lines).toEqual(['Size: 1 → C', 'Region: 1 → B', 'Region: 1 → A']);
  rows.value = [rowOf([line('Region', 'B'), line('Region', 'A')])];
  await expect.poll(lines).toEqual(['Region: 1 → B', 'Region: 1 → A']);
});

it('a quick action shows all lines of fields with the same name', async () => {
  const action = { id: 'a', name: 'Both', changes: {}, appliesTo: { organizationId: null, pipelineIds: [] } };
  const lines = signal(['Region: x', 'Region: x', 'Size: y']);
  const Summary = () => <ActionSummary action={action} lines={lines.value} mismatch="" />;
  show(<Summary />, 'options');
  const texts = () => [...document.querySelectorAll('.meta bdi')].map((each) => each.textContent);
  expect(texts()).toEqual(['Region: x', 'Region: x', 'Size: y']);
  lines.value = ['Size: y', 'Region: x', 'Region: x'];
  await expect.poll(texts).toEqual(['Size: y', 'Region: x', 'Region: x']);
});

it('of two equal files only the clicked one is removed', async () => {
  const file = (url: string) =>
    encodeAttachment({ url, filename: 'offer.pdf', content_type: 'application/pdf' });
  const same = file('https://app.close.com/go/file/a');
  const other = file('https://app.close.com/go/file/b');
  const list = signal<readonly string[]>([same, same, other]);
  const List = () => (
    <AttachmentList
      attachments={list.value}
      isChanged={false}
      problem=""
      onChange={(changed) => {
        list.value = changed;
      }}
      onOpen={() => {}}
      onAddToNote={() => {}}
    />
  );
  show(<List />);
  await userEvent.click(page.getByRole('button', { name: 'Remove offer.pdf' }).first());
  expect(list.value).toEqual([same, other]);
});
