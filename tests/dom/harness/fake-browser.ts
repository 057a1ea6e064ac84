import { fakeBrowser } from 'wxt/testing/fake-browser';
import messages from '../../../public/_locales/en/messages.json';

const texts: Record<string, { message: string }> = messages;

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
