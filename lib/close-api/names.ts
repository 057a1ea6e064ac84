// Joiners and variation selectors are part of emoji and of Persian words, but nothing can be seen of them alone.
const invisible = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * Returns a name from Close without control characters and outer spaces; "" if nothing of it can be seen, so that something
 * else is shown in its place.
 */
export function readableName(name: string | null | undefined): string {
  if (!name || name.replace(invisible, '') === '') return '';
  return name.replace(/\p{Cc}+/gu, ' ').trim();
}

type Named = { name: string; description: string };

/** Tells fields of the same name apart by their descriptions, or by their place among them: "Region (2)". */
export function withDistinctNames<Field extends Named>(fields: readonly Field[]): Field[] {
  return fields.map((field) => {
    const same = fields.filter(({ name }) => name === field.name);
    if (same.length === 1) return field;
    const { description } = field;
    const isTelling =
      description !== '' && same.filter((each) => each.description === description).length === 1;
    return { ...field, name: `${field.name} (${isTelling ? description : same.indexOf(field) + 1})` };
  });
}
