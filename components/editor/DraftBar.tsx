import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';

/** Shows that there are unsaved entries, with buttons to save or discard them. */
export function DraftBar({ deal }: { deal: DealEditor }) {
  const { problems } = deal.ready.value;
  const keys = deal.fields.value.map(({ key }) => key);
  const touched = keys.filter((key) => deal.changed.value.includes(key));
  if (touched.length === 0) return null;
  const names = touched.map((field) => fieldName(field, deal.view.value.catalog)).join(', ');
  const changes = touched.length === 1 ? text('changeOne', names) : text('changeMany', touched.length, names);
  const overtaken = deal.overtaken.value
    .filter((field) => touched.includes(field))
    .map((field) => fieldName(field, deal.view.value.catalog))
    .join(', ');
  const isBlocked = Object.keys(problems).length > 0;
  return (
    <div class="bar">
      <p class="grow meta">
        {deal.isRestored.value && <b>{text('restored')} · </b>}
        <bdi>{changes}</bdi>
        {overtaken !== '' && <span class="overtaken">{text('changedSince', overtaken)}</span>}
      </p>
      <span class="row">
        <button type="button" class="button" onClick={deal.discard}>
          {text('discard')}
        </button>
        <button type="button" class="button primary" disabled={isBlocked} onClick={() => void deal.save()}>
          {text('save')}
          <span class="key" aria-hidden="true">
            {navigator.platform.startsWith('Mac') ? '⌘ ↵' : 'Ctrl ↵'}
          </span>
        </button>
      </span>
    </div>
  );
}
