import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { type Sites, SitesSection } from '../../components/options/SitesSection.tsx';
import { ask } from '../../lib/messaging/ask.ts';
import { listSites, siteOf } from '../../lib/sites/sites.ts';
import { chipHiddenOn, everywhere } from '../../lib/storage/items.ts';
import { text } from '../../lib/wording/text.ts';

const sites = signal<Sites>({ added: [], withoutChip: [], showsChip: true });
const message = signal('');

/** Reads the sites now and after every change, including those in the browser's own settings. */
export async function readSites(): Promise<void> {
  browser.permissions.onAdded.addListener(() => void look());
  browser.permissions.onRemoved.addListener(() => void look());
  chipHiddenOn.watch(() => void look());
  await look();
}

async function look(): Promise<void> {
  const hidden = await chipHiddenOn.read();
  sites.value = {
    added: await listSites(),
    withoutChip: hidden.filter((origin) => origin !== everywhere),
    showsChip: !hidden.includes(everywhere),
  };
}

// Awaits nothing before the request, because the browser asks the user only within the click.
async function add(typed: string): Promise<void> {
  const address = typed.trim();
  const site = siteOf(address.includes('://') ? address : `https://${address}`);
  message.value = site ? '' : text('siteNotAnAddress');
  if (!site) return;
  const isAllowed = await browser.permissions.request({ origins: [site] }).catch(() => false);
  if (!isAllowed) message.value = text('siteNotAllowed');
}

async function remove(site: string): Promise<void> {
  await browser.permissions.remove({ origins: [site] });
}

/** Connects the section of sites to the browser's permissions. */
export function SitesPart() {
  return (
    <SitesSection
      sites={sites}
      message={message}
      onAdd={(address) => void add(address)}
      onRemove={(site) => void remove(site)}
      onShowChip={(origin) => void ask('chip.show', { origin, isShown: true })}
      onChipEverywhere={(isShown) => void ask('chip.show', { origin: everywhere, isShown })}
    />
  );
}
