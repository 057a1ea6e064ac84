import { signal } from '@preact/signals';
import {
  ClosingReasonsSection,
  type OrganizationReasons,
} from '../../components/options/ClosingReasonsSection.tsx';
import { ask } from '../../lib/messaging/ask.ts';
import type { Preferences } from '../../lib/model/preferences.ts';
import type { Problem } from '../../lib/model/problem.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { locked } from './preferences.tsx';

type Chosen = Preferences['closingReasons'];

const none = { won: '', lost: '' };
const organizations = signal<readonly OrganizationReasons[] | null>(null);
const message = signal('');

async function read(): Promise<void> {
  message.value = '';
  const [connections, preferences] = await Promise.all([
    ask('connection.list', {}),
    ask('preferences.read', {}),
  ]);
  if (!connections.ok) return fail(connections.problem);
  if (!preferences.ok) return fail(preferences.problem);
  if (connections.value.connections.length === 0) return fail({ kind: 'not-connected' });
  const found: OrganizationReasons[] = [];
  for (const { organizationId, organizationName } of connections.value.connections) {
    const catalog = await ask('catalog.read', { organizationId });
    if (!catalog.ok) return fail(catalog.problem);
    const chosen = preferences.value.closingReasons[organizationId] ?? none;
    found.push({ organizationId, organizationName, customFields: catalog.value.customFields, chosen });
  }
  organizations.value = found;
}

async function choose(organizationId: string, reasons: Chosen[string]): Promise<void> {
  // Reads the preferences first, because another page may have changed another organization's reasons.
  const preferences = await ask('preferences.read', {});
  if (!preferences.ok) return fail(preferences.problem);
  const closingReasons = { ...preferences.value.closingReasons, [organizationId]: reasons };
  const result = await ask('preferences.write', { closingReasons });
  if (!result.ok) return fail(result.problem);
  message.value = '';
  organizations.value = (organizations.value ?? []).map((each) => ({
    ...each,
    chosen: result.value.closingReasons[each.organizationId] ?? none,
  }));
}

function fail(problem: Problem): void {
  message.value = sentenceOf(problem);
}

/** Connects the section of closing reasons to the stored preferences. */
export function ClosingReasonsPart() {
  return (
    <ClosingReasonsSection
      organizations={organizations}
      message={message}
      isLocked={locked.value.includes('closingReasons')}
      onOpen={() => void read()}
      onChoose={(organizationId, chosen) => void choose(organizationId, chosen)}
    />
  );
}
