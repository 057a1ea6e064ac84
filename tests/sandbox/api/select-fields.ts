/** Keeps only the keys of `_fields` (a comma list; `custom` selects every custom field), or everything without it. */
export function selectFields(
  object: Record<string, unknown>,
  query: URLSearchParams,
): Record<string, unknown> {
  const wanted = query
    .getAll('_fields')
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (wanted.length === 0) return object;
  const isWanted = (key: string) =>
    wanted.includes(key) || (key.startsWith('custom.') && wanted.includes('custom'));
  return Object.fromEntries(Object.entries(object).filter(([key]) => isWanted(key)));
}
