import { type ReadonlySignal, signal } from '@preact/signals';
import { withLock } from '../base/with-lock.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { CustomField } from '../model/custom-field.ts';
import type { Problem } from '../model/problem.ts';
import { sentenceOf } from '../wording/problem-text.ts';

export type Outcome = 'won' | 'lost';

/** Custom fields of one organization, and the chosen ones; "" for none. */
export type OrganizationReasons = {
  organizationId: string;
  organizationName: string;
  customFields: readonly CustomField[];
  chosen: Readonly<Record<Outcome, string>>;
};

/** The custom fields that hold the reason when a deal is won or lost. */
export type ClosingReasons = {
  /** Null until loaded. */
  organizations: ReadonlySignal<readonly OrganizationReasons[] | null>;
  /** The error message of loading or storing, "" without an error. */
  message: ReadonlySignal<string>;
  read(): Promise<void>;
  choose(organizationId: string, outcome: Outcome, fieldId: string): Promise<void>;
};

const none = { won: '', lost: '' };

/** Creates the model of the closing reasons; Close is asked for the fields on `read` only. */
export function createClosingReasons({ ask }: { ask: typeof askBackground }): ClosingReasons {
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

  // Reads before it writes, and under a lock, because another choice may not be stored yet.
  function choose(organizationId: string, outcome: Outcome, fieldId: string): Promise<void> {
    return withLock('closing-reasons', async () => {
      const preferences = await ask('preferences.read', {});
      if (!preferences.ok) return fail(preferences.problem);
      const { closingReasons } = preferences.value;
      const chosen = { ...none, ...closingReasons[organizationId], [outcome]: fieldId };
      const result = await ask('preferences.write', {
        closingReasons: { ...closingReasons, [organizationId]: chosen },
      });
      if (!result.ok) return fail(result.problem);
      message.value = '';
      show((id) => result.value.closingReasons[id] ?? none);
    });
  }

  function fail(problem: Problem): void {
    message.value = sentenceOf(problem);
    // Shows the stored choice again, because the control shows the refused one.
    show((_id, chosen) => chosen);
  }

  function show(
    chosenOf: (id: string, chosen: OrganizationReasons['chosen']) => OrganizationReasons['chosen'],
  ) {
    organizations.value =
      organizations.value?.map((each) => ({ ...each, chosen: chosenOf(each.organizationId, each.chosen) })) ??
      null;
  }

  return { organizations, message, read, choose };
}
