import { useSignal } from '@preact/signals';
import { moveItem } from '../../lib/base/move-item.ts';
import {
  attachmentAt,
  decodeAttachment,
  encodeAttachment,
  isFileOfClose,
  isSafeAddress,
} from '../../lib/opportunity/attachments.ts';
import { text } from '../../lib/wording/text.ts';
import { SmallButton } from '../ui/SmallButton.tsx';

type Props = {
  /** Encoded attachments, in display order. */
  attachments: readonly string[];
  isChanged: boolean;
  isLocked?: boolean;
  problem: string;
  onChange(attachments: readonly string[]): void;
  onOpen(address: string): void;
  /** Appends an address to the note, because Close does not accept it as an attachment. */
  onAddToNote(address: string): void;
};

/** Renders the deal's files, with controls to open, reorder, remove and add them by address. */
export function AttachmentList({
  attachments,
  isChanged,
  isLocked = false,
  problem,
  onChange,
  onOpen,
  onAddToNote,
}: Props) {
  return (
    <div class="field">
      <span class="label" aria-hidden="true">
        {text('fieldAttachments')}
      </span>
      <div class={isChanged ? 'control files changed' : 'control files'}>
        <ul aria-label={text('fieldAttachments')}>
          {attachments.map((each, place) => (
            <li key={place} class="file">
              <FileName encoded={each} onOpen={onOpen} />
              {!isLocked && (
                <>
                  <SmallButton
                    name={text('moveUp', nameOf(each))}
                    sign="↑"
                    isOff={place === 0}
                    onPress={() => onChange(moveItem(attachments, place, place - 1))}
                  />
                  <SmallButton
                    name={text('moveDown', nameOf(each))}
                    sign="↓"
                    isOff={place === attachments.length - 1}
                    onPress={() => onChange(moveItem(attachments, place, place + 1))}
                  />
                  <SmallButton
                    name={text('removeValue', nameOf(each))}
                    sign="×"
                    isOff={false}
                    onPress={() => onChange(attachments.toSpliced(place, 1))}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
        {!isLocked && (
          <AddByAddress
            onAddToNote={onAddToNote}
            onAdd={(added) => {
              if (!attachments.includes(added)) onChange([...attachments, added]);
            }}
          />
        )}
      </div>
      {problem && <p class="field-problem">{problem}</p>}
    </div>
  );
}

function nameOf(encoded: string): string {
  return decodeAttachment(encoded).filename || text('noName');
}

function FileName({ encoded, onOpen }: { encoded: string; onOpen(address: string): void }) {
  const { url } = decodeAttachment(encoded);
  const name = <bdi>{nameOf(encoded)}</bdi>;
  // Addresses other than https are shown as text, because opening them is not safe.
  if (!isSafeAddress(url)) return <span class="grow">{name}</span>;
  return (
    <button type="button" class="link grow" title={url} onClick={() => onOpen(url)}>
      {name}
    </button>
  );
}

type AddProps = { onAdd(encoded: string): void; onAddToNote(address: string): void };

function AddByAddress({ onAdd, onAddToNote }: AddProps) {
  const typed = useSignal('');
  const refusal = useSignal<'attachmentNotSafe' | 'attachmentForeign' | null>(null);

  function add(): void {
    const file = attachmentAt(typed.value);
    if (file) refusal.value = isFileOfClose(file.url) ? null : 'attachmentForeign';
    else refusal.value = typed.value.trim() === '' ? null : 'attachmentNotSafe';
    if (!file || refusal.value) return;
    typed.value = '';
    onAdd(encodeAttachment(file));
  }

  return (
    <>
      <div class="row">
        <input
          type="url"
          autocomplete="off"
          aria-label={text('attachmentAddress')}
          aria-invalid={refusal.value !== null}
          aria-describedby={refusal.value ? 'attachment-problem' : undefined}
          placeholder={text('attachmentPlaceholder')}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            refusal.value = null;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" class="link" onClick={add}>
          {text('attachmentAdd')}
        </button>
      </div>
      {refusal.value && (
        <p id="attachment-problem" class="field-problem">
          {text(refusal.value)}
        </p>
      )}
      {refusal.value === 'attachmentForeign' && (
        <button
          type="button"
          class="link"
          onClick={() => {
            onAddToNote(typed.value.trim());
            typed.value = '';
            refusal.value = null;
          }}
        >
          {text('attachmentToNote')}
        </button>
      )}
    </>
  );
}
