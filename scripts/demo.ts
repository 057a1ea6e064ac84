import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { connect, leadPage, startStory } from '../tests/harness/story.ts';
import { keys } from '../tests/sandbox/seed.ts';
import { run } from './run.ts';
import { describeRequest, takeTour } from './tour.ts';

if ((await run('wxt', ['build'])) !== 0) process.exit(1);

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
if (hasDisplay && !process.argv.includes('--tour')) await openBrowserToTry();
else await takeTour(join(root, 'demo-out'), (line) => console.log(line)).then(printPictureFolder);

function printPictureFolder(): void {
  console.log(
    '\nNo display was found, so the tour ran without one. Its screenshots, light and dark, are in demo-out/.',
  );
}

/** Opens a browser with the connected extension on a lead page, and waits until it is closed. */
async function openBrowserToTry(): Promise<void> {
  const story = await startStory({ headless: false });
  await connect(story, keys.ana);
  await story.newPage(leadPage());
  story.sandbox.onRequest((request) => console.log(describeRequest(request)));
  console.log(`
Chromium is open with Quick Edit for Close, connected to a local stand-in for Close with sample data. Try:
  · the toolbar button (or Alt+Shift+E) on the lead page: click a status, then Undo
  · another lead in the list on the left: open the popup again
  · https://mail.example.com/ : right-click the link, Quick Edit for Close ▸ Set status
  · https://sheet.example.com/ and https://logs.example.com/ : the toolbar button
Every request that Close would receive is printed here. Close the window to stop.
`);
  await new Promise((resolve) => story.browser.once('disconnected', resolve));
  await story.stop();
}
