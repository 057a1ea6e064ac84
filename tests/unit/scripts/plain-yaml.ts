/** What a YAML file holds: texts, lists and maps. Every plain value stays a text. */
export type Yaml = string | Yaml[] | { [key: string]: Yaml };

type Line = { number: number; indent: number; text: string };

const keyPattern = /^([\w$.-]+):(?: +(.*))?$/;

/**
 * Parses the part of YAML that this project's files use: maps, lists, `{}`, `[a, b]`, quoted texts and `|` blocks.
 * Throws on anything else, so that no file can mean something other than what a test reads in it.
 */
export function parsePlainYaml(source: string): Yaml {
  const lines: Line[] = [];
  for (const [index, raw] of source.split('\n').entries()) {
    if (raw.includes('\t')) fail(index + 1, 'contains a tab');
    lines.push({ number: index + 1, indent: raw.length - raw.trimStart().length, text: raw.trim() });
  }
  let position = 0;

  /** Returns the next line with content, past empty lines and comments. */
  function next(): Line | undefined {
    while (lines[position] && /^(?:#|$)/.test(lines[position]?.text ?? '')) position += 1;
    return lines[position];
  }

  function readBlock(indent: number): Yaml {
    return next()?.text.startsWith('- ') ? readList(indent) : readMap(indent);
  }

  function readList(indent: number): Yaml[] {
    const items: Yaml[] = [];
    for (let line = next(); line && line.indent === indent && line.text.startsWith('- '); line = next()) {
      // The item continues below its own text, as if the dash were a space.
      line.indent += 2;
      line.text = line.text.slice(2);
      if (keyPattern.test(line.text)) {
        items.push(readMap(line.indent));
      } else {
        position += 1;
        items.push(readValue(line.text, line.number));
      }
    }
    return items;
  }

  function readMap(indent: number): Record<string, Yaml> {
    const map: Record<string, Yaml> = {};
    for (let line = next(); line && line.indent >= indent; line = next()) {
      if (line.indent !== indent) fail(line.number, 'is indented unlike its neighbors');
      const [, key, value = ''] = keyPattern.exec(line.text) ?? fail(line.number, 'is not a key');
      if (key === undefined || key in map) fail(line.number, 'repeats a key');
      position += 1;
      map[key] = readEntry(value, indent, line.number);
    }
    return map;
  }

  function readEntry(value: string, indent: number, number: number): Yaml {
    if (value === '|') return readText(indent);
    if (value !== '') return readValue(value, number);
    const line = next();
    if (!line || line.indent <= indent) return '';
    return readBlock(line.indent);
  }

  function readText(indent: number): string {
    const start = position;
    while (lines[position] && (lines[position]?.text === '' || (lines[position]?.indent ?? 0) > indent))
      position += 1;
    return lines
      .slice(start, position)
      .map(({ text }) => text)
      .join('\n')
      .trim();
  }

  const whole = readBlock(0);
  const rest = next();
  if (rest) fail(rest.number, 'is indented unlike its neighbors');
  return whole;
}

function readValue(text: string, number: number): Yaml {
  const value = text.replace(/ +#.*$/, '');
  if (value === '{}') return {};
  const list = /^\[([\w., -]*)\]$/.exec(value)?.[1];
  if (list !== undefined) return list.split(/, */).filter(Boolean);
  const quoted = /^'([^']*)'$/.exec(value)?.[1] ?? /^"([^"\\]*)"$/.exec(value)?.[1];
  if (quoted !== undefined) return quoted;
  if (/^[&*!|>'"%@`{[?-]/.test(value) || /: /.test(value)) fail(number, 'holds a value of another kind');
  return value;
}

function fail(number: number, what: string): never {
  throw new Error(`Line ${number} ${what}.`);
}
