import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { root } from '../tests/harness/root.ts';
import { startStory } from '../tests/harness/story.ts';
import type { RecordedRequest } from '../tests/sandbox/traffic-types.ts';
import { steps } from './tour-steps.ts';

const languages = ['en', 'de'] as const;
type Language = (typeof languages)[number];

/** Returns a function that looks up a message of this language and fills in its placeholders. */
function speakIn(language: Language): (name: string, ...parts: string[]) => string {
  const catalog: Record<string, { message: string } | undefined> = JSON.parse(
    readFileSync(join(root, `public/_locales/${language}/messages.json`), 'utf8'),
  );
  return (name, ...parts) => {
    const message = catalog[name]?.message;
    if (message === undefined) throw new Error(`No message "${name}" in ${language}`);
    return message.replace(/\$(\d)/g, (_, place) => parts[Number(place) - 1] ?? '');
  };
}

/** Returns the file name of a picture, without its ending. English pictures have no mark of the language. */
function pictureName(picture: string, language: Language, scheme: string): string {
  return [picture, ...(language === 'en' ? [] : [language]), scheme].join('-');
}

async function takeTourIn(
  language: Language,
  folder: string,
  print: (line: string) => void,
  only?: readonly string[],
): Promise<void> {
  async function takePictures(page: Page, picture: string): Promise<void> {
    for (const scheme of ['light', 'dark']) {
      const name = pictureName(picture, language, scheme);
      if (only && !only.includes(name)) continue;
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      const body = await page.$('body.popup');
      writeFileSync(join(folder, `${name}.png`), await (body ?? page).screenshot());
    }
  }

  const story = await startStory({ language });
  const tour = { story, say: speakIn(language) };
  let printed = 0;
  try {
    for (const [index, { title, picture, act }] of steps.entries()) {
      print(`\n${index + 1}. ${title}`);
      const page = await act(tour);
      await takePictures(page, picture);
      for (const request of story.sandbox.requests.slice(printed)) print(`   ${describeRequest(request)}`);
      printed = story.sandbox.requests.length;
    }
  } catch (cause) {
    throw new Error(`The tour in "${language}" stopped`, { cause });
  } finally {
    await story.stop();
  }
}

/**
 * Runs through the product in Chromium against the sandbox, in English and in German. Prints each step and request of the
 * English one, and writes a light and a dark screenshot of every step to `folder`. `only` limits them by name, such as
 * `saved-light` or `saved-de-light`.
 */
export async function takeTour(
  folder: string,
  print: (line: string) => void,
  only?: readonly string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const silent = () => {};
  const isWanted = (language: Language) =>
    !only || only.some((name) => name.includes('-de-') === (language === 'de'));
  await Promise.all(
    languages
      .filter(isWanted)
      .map((language) => takeTourIn(language, folder, language === 'en' ? print : silent, only)),
  );
}

/** Describes a request to the sandbox in one line. */
export function describeRequest({ method, path, query, body, status }: RecordedRequest): string {
  const parameters = new URLSearchParams(query).toString();
  const sent = body === undefined ? '' : ` ${JSON.stringify(body)}`;
  return `${method} ${path}${parameters && `?${parameters}`}${sent} → ${status}`;
}
