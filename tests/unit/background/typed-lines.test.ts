import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readLines, writeLine } from '../../../entrypoints/background/deals/typed-lines.ts';

const day = 24 * 60 * 60 * 1000;
const typeLine = (opportunityId: string, line: string) => writeLine({ opportunityId, line, isSaved: false });
const saveLine = (line: string) => writeLine({ opportunityId: 'oppo_a', line, isSaved: true });
const unsavedLineOf = async (opportunityId: string) => {
  const answer = await readLines({ opportunityId });
  return answer.ok && answer.value.unsaved;
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.useRealTimers();
});

it('a line that was not saved survives a restart of the browser, and saving removes it', async () => {
  await typeLine('oppo_a', 'prop 60%');
  await typeLine('oppo_b', '12k');
  await fakeBrowser.storage.session.clear();
  expect(await unsavedLineOf('oppo_a')).toBe('prop 60%');
  await saveLine('prop 60%');
  expect(await unsavedLineOf('oppo_a')).toBe('');
  expect(await unsavedLineOf('oppo_b')).toBe('12k');
});

it('an emptied line is not kept, and an unsaved one for 30 days, like a draft', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await typeLine('oppo_a', '60%');
  await typeLine('oppo_a', '');
  expect(await unsavedLineOf('oppo_a')).toBe('');
  await typeLine('oppo_a', '60%');
  vi.advanceTimersByTime(30 * day - 1);
  expect(await unsavedLineOf('oppo_a')).toBe('60%');
  vi.advanceTimersByTime(1);
  expect(await unsavedLineOf('oppo_a')).toBe('');
});

it('of many unsaved lines the latest twenty are kept', async () => {
  for (let index = 0; index < 22; index += 1) await typeLine(`oppo_${index}`, `${index}%`);
  await typeLine('oppo_2', 'again');
  expect(await unsavedLineOf('oppo_1')).toBe('');
  expect(await unsavedLineOf('oppo_2')).toBe('again');
  expect(await unsavedLineOf('oppo_21')).toBe('21%');
});

it('the last ten saved lines are offered once each, latest first', async () => {
  for (let index = 0; index < 12; index += 1) await saveLine(`${index}%`);
  await saveLine('5%');
  const answer = await readLines({ opportunityId: 'oppo_a' });
  const expected = ['5%', '11%', '10%', '9%', '8%', '7%', '6%', '4%', '3%', '2%'];
  expect(answer.ok && answer.value.recent).toEqual(expected);
});
