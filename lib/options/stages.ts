import { type ReadonlySignal, signal } from '@preact/signals';
import { lookUp } from '../base/look-up.ts';
import { withLock } from '../base/with-lock.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Problem } from '../model/problem.ts';
import type { Stage } from '../model/stages.ts';
import { type Field, listFields } from '../opportunity/fields.ts';
import { canBeAsked } from '../opportunity/stage-request.ts';
import { blankDeal } from '../quick-actions/action-fields.ts';
import { sentenceOf } from '../wording/problem-text.ts';

/** The pipelines of one organization, and the fields that their stages can ask for. */
export type StageOrganization = {
  organizationId: string;
  organizationName: string;
  catalog: Catalog;
  fields: readonly Field[];
};

/** Shows and changes what stages ask for. The rules themselves are preferences. */
export type StagesModel = {
  /** Null until loaded. */
  organizations: ReadonlySignal<readonly StageOrganization[] | null>;
  /** The error message of loading or storing, "" without an error. */
  message: ReadonlySignal<string>;
  /** Reads the pipelines and fields of each organization, from Close if none are stored. */
  read(): Promise<void>;
  /** Changes the stored rule of one status. */
  change(statusId: string, update: (stage: Stage) => Stage): Promise<void>;
};

/** Creates the model; Close is asked for the fields on `read` only. */
export function createStages({ ask }: { ask: typeof askBackground }): StagesModel {
  const organizations = signal<readonly StageOrganization[] | null>(null);
  const message = signal('');

  async function read(): Promise<void> {
    message.value = '';
    const listed = await ask('connection.list', {});
    if (!listed.ok) return fail(listed.problem);
    const { connections } = listed.value;
    if (connections.length === 0) return fail({ kind: 'not-connected' });
    const found: StageOrganization[] = [];
    for (const { organizationId, organizationName, currency, roleId } of connections) {
      const catalog = await ask('catalog.read', { organizationId });
      if (!catalog.ok) return fail(catalog.problem);
      const blank = { ...blankDeal, organizationId, currency };
      const fields = listFields(blank, catalog.value.customFields, { roleId });
      const askable = fields.filter((field) => canBeAsked(field));
      found.push({ organizationId, organizationName, catalog: catalog.value, fields: askable });
    }
    organizations.value = found;
  }

  // Reads before it writes, and under a lock, because another choice may not be stored yet.
  function change(statusId: string, update: (stage: Stage) => Stage): Promise<void> {
    return withLock('stages', async () => {
      const current = await ask('preferences.read', {});
      if (!current.ok) return fail(current.problem);
      const stage = update(lookUp(current.value.stages, statusId) ?? {});
      const stored = await ask('preferences.write', { stages: { [statusId]: stage } });
      if (!stored.ok) return fail(stored.problem);
      message.value = '';
    });
  }

  function fail(problem: Problem): void {
    message.value = sentenceOf(problem);
  }

  return { organizations, message, read, change };
}
