import type { Signal } from '@preact/signals';
import { columnFields } from '../../lib/bulk-edit/cell-fields.ts';
import type { Colleague } from '../../lib/bulk-edit/open-deals.ts';
import type { TableOrganization } from '../../lib/messaging/contract.ts';
import { attentionRules } from '../../lib/model/table-settings.ts';
import { ruleName } from '../../lib/wording/attention-text.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { text } from '../../lib/wording/text.ts';
import type { TableModel } from './table-model.ts';

/** Renders the counts and filters of the open deals, and the rules. */
export function OpenDealsBar({ table }: { table: TableModel }) {
  const { open } = table;
  const { all, attention } = open.counts.value;
  const snoozed = table.deals.rows.value.filter(open.isSnoozed).length;
  return (
    <div class="open-deals-bar">
      <div class="bar">
        <p class="grow" role="status">
          {countText('attentionOne', 'attentionMany', attention, all)}
          {open.unreadable.value > 0 && (
            <>
              {' · '}
              {countText('dealUnreadable', 'dealsUnreadable', open.unreadable.value)}
            </>
          )}
        </p>
        <Filter isOn={open.onlyAttention} name={text('attentionOnly')} />
        {snoozed > 0 && <Filter isOn={open.showsSnoozed} name={text('showSnoozed', snoozed)} />}
        <Owner table={table} />
      </div>
      <Rules table={table} />
    </div>
  );
}

function Filter({ isOn, name }: { isOn: Signal<boolean>; name: string }) {
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn.value}
        onChange={(event) => {
          isOn.value = event.currentTarget.checked;
        }}
      />{' '}
      {name}
    </label>
  );
}

function Owner({ table: { open } }: { table: TableModel }) {
  const { value: owner } = open.owner;
  const { value: colleagues } = open.colleagues;
  const listed = owner && colleagues.length === 0 ? [owner] : colleagues;
  const idOf = ({ organizationId, userId }: Colleague) => `${organizationId} ${userId}`;
  return (
    <label>
      {text('dealsOf')}{' '}
      <select
        class="control"
        value={owner ? idOf(owner) : ''}
        onFocus={() => void open.loadColleagues()}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void open.chooseOwner(listed.find((each) => idOf(each) === value) ?? null);
        }}
      >
        <option value="">{text('dealsOfMe')}</option>
        {listed.map((each) => (
          <option key={idOf(each)} value={idOf(each)}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Rules({ table }: { table: TableModel }) {
  const { open } = table;
  const settings = open.settings.value;
  const { byRule } = open.counts.value;
  const organizations = organizationsOf(table);
  return (
    <>
      <fieldset class="rules">
        <legend>{text('attentionRules')}</legend>
        {attentionRules.map((rule) => (
          <label key={rule}>
            <input
              type="checkbox"
              checked={!settings.off.includes(rule)}
              onChange={(event) => {
                const others = settings.off.filter((each) => each !== rule);
                open.setUp({ off: event.currentTarget.checked ? others : [...others, rule] });
              }}
            />{' '}
            {text('ruleCount', ruleName(rule), byRule.get(rule) ?? 0)}
          </label>
        ))}
      </fieldset>
      <details>
        <summary>{text('attentionSetUp')}</summary>
        <div class="rules">
          {organizations.map(({ connection, catalog }) => (
            <label key={connection.organizationId}>
              {organizations.length > 1
                ? text('nextStepFieldOf', connection.organizationName)
                : text('nextStepField')}{' '}
              <select
                class="control"
                value={settings.nextStep[connection.organizationId] ?? ''}
                onChange={(event) =>
                  open.setUp({
                    nextStep: {
                      ...settings.nextStep,
                      [connection.organizationId]: event.currentTarget.value,
                    },
                  })
                }
              >
                <option value="">{text('nextStepNone')}</option>
                {columnFields(catalog.customFields).map(({ id, name }) => (
                  <option key={id} value={`custom.${id}`}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <Days
            name={text('untouchedDays')}
            days={settings.untouchedDays}
            onDays={(days) => days && open.setUp({ untouchedDays: days })}
          />
          <label title={text('countsOnButtonHint')}>
            <input
              type="checkbox"
              checked={settings.countsOnButton}
              onChange={(event) => open.setUp({ countsOnButton: event.currentTarget.checked })}
            />{' '}
            {text('countsOnButton')}
          </label>
        </div>
        <h3>{text('untouchedDaysIn')}</h3>
        <div class="rules">
          {organizations.flatMap(({ catalog }) =>
            catalog.pipelines.flatMap(({ statuses }) =>
              statuses
                .filter(({ type }) => type === 'active')
                .map(({ id, label }) => (
                  <Days
                    key={id}
                    name={label}
                    days={settings.untouchedDaysIn[id]}
                    onDays={(days) => {
                      const { [id]: _former, ...others } = settings.untouchedDaysIn;
                      open.setUp({ untouchedDaysIn: days ? { ...others, [id]: days } : others });
                    }}
                  />
                )),
            ),
          )}
        </div>
      </details>
    </>
  );
}

type DaysProps = { name: string; days: number | undefined; onDays(days: number | undefined): void };

function Days({ name, days, onDays }: DaysProps) {
  return (
    <label>
      {name}{' '}
      <input
        type="number"
        class="control days-control"
        min={1}
        max={999}
        value={days ?? ''}
        onChange={(event) => {
          const typed = event.currentTarget.valueAsNumber;
          if (Number.isNaN(typed)) onDays(undefined);
          else onDays(Math.min(999, Math.max(1, Math.round(typed))));
        }}
      />
    </label>
  );
}

function organizationsOf({ deals }: TableModel): TableOrganization[] {
  const byId = new Map<string, TableOrganization>();
  for (const { view } of deals.rows.value)
    if (view.value) byId.set(view.value.opportunity.organizationId, view.value.organization);
  return [...byId.values()];
}
