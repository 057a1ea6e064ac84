import type { SettingsChange } from '../../lib/options/settings-changes.ts';
import { remarks, type SettingsPreview } from '../../lib/options/settings-transfer.ts';
import { text } from '../../lib/wording/text.ts';
import { ModalDialog } from '../ui/ModalDialog.tsx';

type Props = { preview: SettingsPreview; onImport(): void; onCancel(): void };

/** Lists what a settings file changes, before it is imported. */
export function ImportSettings({ preview, onImport, onCancel }: Props) {
  const title = text('importSettingsTitle');
  const groups = [...new Set(preview.changes.map(({ group }) => group))];
  return (
    <ModalDialog title={title} onCancel={onCancel}>
      <form
        class="action-form"
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          onImport();
        }}
      >
        <h2 class="title">{title}</h2>
        {preview.hasChanged && <p role="alert">{text('settingsChangedSince')}</p>}
        {groups.map((group) => (
          <div key={group} class="imported">
            <h3>{text(group)}</h3>
            <ul aria-label={text(group)}>
              {preview.changes
                .filter((change) => change.group === group)
                .map((change, place) => (
                  <ChangeItem key={place} {...change} />
                ))}
            </ul>
          </div>
        ))}
        {remarks(preview).map((remark) => (
          <p key={remark} class="meta">
            {remark}
          </p>
        ))}
        <div class="bar">
          <span class="grow" />
          <button type="button" class="button" onClick={onCancel}>
            {text('cancel')}
          </button>
          <button type="submit" class="button primary" disabled={preview.changes.length === 0}>
            {text('importSettingsConfirm')}
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

function ChangeItem({ name, remark, before, after }: SettingsChange) {
  return (
    <li>
      <bdi>{name}</bdi>
      {remark && <small>{remark}</small>}
      <small>
        {before.length > 0 && (
          <>
            <Values values={before} /> →{' '}
          </>
        )}
        <Values values={after} />
      </small>
    </li>
  );
}

function Values({ values }: { values: readonly string[] }) {
  return values.map((value, place) => (
    <span key={place}>
      {place > 0 && ' · '}
      <bdi>{value}</bdi>
    </span>
  ));
}
