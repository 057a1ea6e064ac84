import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { connect, leadPage, startStory } from '../tests/harness/story.ts';
import { keys } from '../tests/sandbox/seed.ts';
import { run } from './run.ts';
import { describeRequest, takeTour } from './tour.ts';

if ((await run('wxt', ['build'])) !== 0) process.exit(1);

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
if (hasDisplay && !process.argv.includes('--tour')) await openForTrying();
else await takeTour(join(root, 'demo-out'), (line) => console.log(line)).then(sayWhereThePicturesAre);

function sayWhereThePicturesAre(): void {
  console.log('\nThere is no display, so this was the tour. Its pictures, light and dark, are in demo-out/.');
}

/** A window with the extension connected, on a lead page, until it is closed. */
async function openForTrying(): Promise<void> {
  const story = await startStory({ headless: false });
  await connect(story, keys.ana);
  await story.newPage(leadPage());
  story.sandbox.onRequest((request) => console.log(describeRequest(request)));
  console.log(`
Chromium is open with Quick Edit for Close, connected to a Close made of sample data. Try:
  · the toolbar button (or Alt+Shift+E) on the lead page: click a status, then Undo
  · another lead in the list on the left, with the popup again
  · https://mail.example.com/ : right-click the link, Quick Edit for Close ▸ Set status
  · https://sheet.example.com/ and https://logs.example.com/ : the toolbar button
Every request that Close would have received is printed here. Close the window to end.
`);
  await new Promise((resolve) => story.browser.once('disconnected', resolve));
  await story.stop();
}
