import { cutText } from '../base/cut-text.ts';
import type { Reference } from '../model/reference.ts';
import { findReferencesInAddress } from './references.ts';

const maxLinks = 1_000;
const maxLength = 80;

/** Returns the references with the text of the link that they were found in, so that the user recognizes each of them. */
export function nameReferences({ documentElement }: Document, references: Reference[]): Reference[] {
  const texts = new Map<string, string>();
  const links = documentElement.querySelectorAll('a[href*="oppo_"],a[href*="lead_"]');
  for (const link of Array.from(links).slice(0, maxLinks)) {
    const [found] = findReferencesInAddress(link.getAttribute('href') ?? '', 'link');
    const text = link.textContent.replace(/\s+/g, ' ').trim();
    // The code of a deal says nothing.
    if (found && text && !text.includes(found.id) && !texts.has(found.id))
      texts.set(found.id, cutText(text, maxLength));
  }
  return references.map((reference) => {
    const linkText = reference.foundIn === 'link' ? texts.get(reference.id) : undefined;
    return linkText === undefined ? reference : { ...reference, linkText };
  });
}
