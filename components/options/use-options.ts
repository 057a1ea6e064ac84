import { useEffect } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Entry } from '../../lib/opportunity/entries.ts';
import type { Field } from '../../lib/opportunity/fields.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';
import type { OptionSource } from '../ui/combobox/option-source.ts';

/**
 * Returns the options of a field. People are loaded when their list opens, or when a field has to show a person whose
 * name is not loaded yet.
 */
export function useOptions(deal: DealEditor, field: Field, entry: Entry): OptionSource {
  const { type } = field;
  const kind = type === 'user' || type === 'contact' ? type : null;
  const { names, problems, load } = deal.people;
  const shown = typeof entry === 'string' ? [entry] : entry;
  const isNameless = kind !== null && shown.some((id) => id !== '' && !names.value.has(id));
  useEffect(() => {
    if (kind && isNameless) void load(kind);
  }, [kind, isNameless, load]);

  if (kind === null) {
    const options = field.choices.map((choice) => ({ value: choice, name: choice }));
    return { options, emptyHint: text('noChoices'), nameOf: (value) => value, onOpen: () => {} };
  }
  const problem = problems.value[kind];
  const isRead = deal.people.byKind.value[kind] !== undefined;
  const nameOf = (id: string) => names.value.get(id) ?? id;
  return {
    options: isRead ? field.choices.map((id) => ({ value: id, name: nameOf(id) })) : [],
    emptyHint: problem ? sentenceOf(problem) : text(isRead ? 'noChoices' : 'readingChoices'),
    nameOf,
    onOpen: () => void load(kind),
  };
}
