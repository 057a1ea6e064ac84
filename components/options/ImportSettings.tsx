import type { SettingsChange } from '../../lib/options/settings-changes.ts';
import { remarks, type SettingsPreview } from '../../lib/options/settings-transfer.ts';
import { text } from '../../lib/wording/text.ts';
import { FormDialog } from '../ui/FormDialog.tsx';

type Props = { preview: SettingsPreview; onImport(): void; onCancel(): void };

/** Lists what a settings file changes, before it is imported. */
export function ImportSettings({ preview, onImport, onCancel }: Props) {
  const groups = [...new Set(preview.changes.map(({ group }) => group))];
  return (
    <FormDialog
      title={text('importSettingsTitle')}
      submit={text('importSettingsConfirm')}
      isOff={preview.changes.length === 0}
      onSubmit={onImport}
      onCancel={onCancel}
    >
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
    </FormDialog>
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
