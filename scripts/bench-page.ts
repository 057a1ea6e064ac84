import { scanPage } from '../lib/detection/scan-page.ts';
import { scanThoroughly } from '../lib/detection/scan-thoroughly.ts';

/** What the bench calls inside the page. */
Object.assign(globalThis, { scanPage, scanThoroughly });
