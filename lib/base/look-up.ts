/**
 * Returns the record's own value under a name, or undefined. Needed for names from outside, because `record[name]` also
 * finds inherited properties such as `constructor`.
 */
export function lookUp<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
