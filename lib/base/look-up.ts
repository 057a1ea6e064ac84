/**
 * Returns the record's own value under a name, or undefined. For names that come from outside, because a plain
 * `record[name]` also finds what every object inherits, such as `constructor`.
 */
export function lookUp<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
