/** Since version 2 every draft tells the edits that could not be sent in time, if only that there are none. */
export function toVersion2(name: string, value: unknown): unknown {
  const isDraft =
    name.startsWith('draft:') && typeof value === 'object' && value !== null && 'savedAt' in value;
  return isDraft && !('unsent' in value) ? { ...value, unsent: {} } : value;
}
