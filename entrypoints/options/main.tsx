import { render } from 'preact';
import { browser } from 'wxt/browser';
import '../../components/editor.css';
import '../../components/options.css';
import { wakeOutboxWhenOnline } from '../../lib/editor/wake-outbox.ts';
import { ConnectionsPart, readConnections } from './connections.tsx';
import { DiagnosticsPart } from './diagnostics.tsx';
import { KeepingPart } from './keeping.tsx';
import { PreferencesPart, readPreferences } from './preferences.tsx';
import { RecentChangesPart, readChanges } from './recent-changes.tsx';
import { RemovalPart } from './removal.tsx';

document.documentElement.lang = browser.i18n.getUILanguage();

wakeOutboxWhenOnline();
const place = document.getElementById('app');
if (place) {
  render(
    <>
      <ConnectionsPart />
      <KeepingPart />
      <PreferencesPart />
      <RecentChangesPart />
      <DiagnosticsPart />
      <RemovalPart />
    </>,
    place,
  );
}
void readConnections();
void readPreferences();
void readChanges();
