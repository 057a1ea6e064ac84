import { fakeBrowser } from 'wxt/testing/fake-browser';
import german from '../../../public/_locales/de/messages.json';
import english from '../../../public/_locales/en/messages.json';

type Catalogue = Record<string, { message: string }>;

const catalogues: Record<'en' | 'de', Catalogue> = { en: english, de: german };
let texts: Catalogue = english;

/** Makes the interface speak this language until the test ends. */
export function speak(language: 'en' | 'de'): void {
  texts = catalogues[language];
}

// As a page reports a fault with it.
Object.assign(fakeBrowser.runtime, {
  getManifest: () => ({ manifest_version: 3, name: 'Quick Edit for Close', version: '1.0.0' }),
});

/** The in-memory browser with messages, which the fake one lacks. */
export const browser = Object.assign(fakeBrowser, {
  i18n: {
    getMessage: (name: string, substitutions: string[] = []) =>
      (texts[name]?.message ?? '').replace(
        /\$(\d)/g,
        (_sign, number) => substitutions[Number(number) - 1] ?? '',
      ),
    getUILanguage: () => 'en',
  },
});
