import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { IntegrationLinkGuide } from '../../../components/options/IntegrationLinkGuide.tsx';
import guide from '../../../docs/show-ids-in-close.md?raw';
import { show } from '../harness/show.tsx';

it('copies the address that the document names', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  show(<IntegrationLinkGuide />, 'options');
  await page.getByText("Show each deal's ID in Close").click();
  await page.getByRole('button', { name: 'Copy address' }).click();
  const [documented] = /https:\/\/app\.close\.com\S+\}\}/.exec(guide) ?? [];
  expect(write.mock.calls).toEqual([[documented]]);
  await expect.element(page.getByRole('status')).toHaveTextContent('Copied');
});

it('leaves the address to be selected if the browser refuses to copy', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
  show(<IntegrationLinkGuide />, 'options');
  await page.getByText("Show each deal's ID in Close").click();
  await page.getByRole('button', { name: 'Copy address' }).click();
  await expect.element(page.getByRole('status')).toHaveTextContent('');
  expect(document.querySelector('code')?.checkVisibility()).toBe(true);
});
