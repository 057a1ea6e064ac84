/** Adds the field `unsent`, for edits that could not be sent in time, to drafts of version 1. */
export function toVersion2(name: string, value: unknown): unknown {
  const isDraft =
    name.startsWith('draft:') && typeof value === 'object' && value !== null && 'savedAt' in value;
  return isDraft && !('unsent' in value) ? { ...value, unsent: {} } : value;
}
