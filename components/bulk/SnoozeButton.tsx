import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import { isDay, lastDay, localDay } from '../../lib/opportunity/dates.ts';
import { moveDay } from '../../lib/quick-actions/move-date.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { text } from '../../lib/wording/text.ts';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import type { TableModel } from './table-model.ts';

type Props = { table: TableModel; row: Row; leadName: string };

/** Renders the button that takes a deal away for a while, with its menu by the ARIA authoring pattern. */
export function SnoozeButton({ table: { open }, row, leadName }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const menuId = useId();
  const isOpen = useSignal(false);
  const asksForDay = useSignal(false);
  const snooze = (until: string | null) => open.snooze(row, until);
  const today = localDay(new Date());
  // In the words of a calendar: the Monday after this week.
  const toMonday = 8 - (new Date(`${today}T12:00:00`).getDay() || 7);
  const items: MenuItem[] = [
    ...(open.isSnoozed(row) ? [{ name: text('snoozeEnd'), act: () => snooze(null) }] : []),
    { name: text('snoozeTomorrow'), act: () => snooze(moveDay(today, 1, 'day') ?? null) },
    { name: text('snoozeWeek'), act: () => snooze(moveDay(today, toMonday, 'day') ?? null) },
    { name: text('snoozeMonth'), act: () => snooze(moveDay(today, 1, 'month') ?? null) },
    {
      name: text('snoozeDate'),
      act: () => {
        asksForDay.value = true;
      },
    },
  ];
  return (
    <>
      <button
        ref={button}
        type="button"
        class="link"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        aria-controls={isOpen.value ? menuId : undefined}
        title={text('snoozeOf', isolate(leadName))}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {text('snooze')}
      </button>
      {isOpen.value && button.current && (
        <Menu
          id={menuId}
          name={text('snooze')}
          button={button.current}
          home={button.current.closest<HTMLElement>('[role=rowheader]')}
          groups={[items]}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
      {asksForDay.value && (
        <DayDialog
          today={today}
          onDay={(until) => {
            asksForDay.value = false;
            if (until !== null) snooze(until);
          }}
        />
      )}
    </>
  );
}

function DayDialog({ today, onDay }: { today: string; onDay(until: string | null): void }) {
  const day = useSignal('');
  const isRight = isDay(day.value) && day.value > today;
  return (
    <ModalDialog title={text('snoozeUntil')} onCancel={() => onDay(null)}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) onDay(day.value);
        }}
      >
        <section>
          <h1>{text('snoozeUntil')}</h1>
          <input
            type="date"
            class="control"
            aria-label={text('snoozeUntil')}
            min={moveDay(today, 1, 'day')}
            max={lastDay}
            value={day.value}
            onInput={(event) => {
              day.value = event.currentTarget.value;
            }}
          />
        </section>
        <div class="bar">
          <span class="grow" />
          <button type="button" class="button" onClick={() => onDay(null)}>
            {text('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={!isRight}>
            {text('snooze')}
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}
