import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../lib/one-line/parse.ts';
import { customFields, describeLine, lineContext, people, pipelines } from './samples.ts';

function meaningOf(line: string, context = lineContext()): string {
  return describeLine(line, parseLine(line, context).parts);
}

/** A deal whose pipeline has one more status of this name. */
function withStatus(label: string) {
  const [sales, ...others] = pipelines;
  const statuses = [...(sales?.statuses ?? []), { id: 'stat_more', label, type: 'active' as const }];
  return lineContext({
    catalog: { pipelines: [{ id: 'p', name: 'Sales', statuses }, ...others], customFields },
  });
}

function choicesOf(line: string, context: ReturnType<typeof lineContext>) {
  const [part] = parseLine(line, context).parts;
  return part?.kind === 'problem' && part.choices;
}

const status = { field: 'status_id', change: { how: 'set', value: 'stat_more' } };

describe('a status without a field’s name', () => {
  it('ends at a comma', () => {
    expect(meaningOf('proposal sent')).toBe('status=proposal');
    expect(meaningOf('proposal, sent')).toBe('status=proposal & status=proposal');
  });

  it('that looks like other values is typed as a whole or begins in quotation marks', () => {
    const context = withStatus('60% Sure thing');
    expect(meaningOf('60% SURE thing', context)).toBe('status=more');
    expect(meaningOf('"60% sure"', context)).toBe('status=more');
    expect(meaningOf('60% sure', context)).toBe('confidence=60 & status=more');
  });

  it('may also be the name of a field, which is a choice then', () => {
    const context = withStatus('Close');
    expect(meaningOf('close fri', context)).toBe('!ambiguous close fri');
    expect(choicesOf('close fri', context)).toEqual([status, { text: 'Estimated close: ' }]);
  });

  it('may also be a field with a value, which is a choice then', () => {
    const context = withStatus('Close Friday');
    expect(choicesOf('close friday', context)).toEqual([
      status,
      { field: 'date_won', change: { how: 'set', value: '2026-11-27' } },
    ]);
  });
});

describe('an owner behind @', () => {
  it('ends before the next sign', () => {
    expect(meaningOf('@sam lee')).toBe('owner=samlee');
    expect(meaningOf('@sam +lee')).toBe('!ambiguous @sam & !unknown +lee');
    expect(meaningOf('@zoe +1w')).toBe('owner=zoe & close+=1 week');
    expect(meaningOf('@zoe müller +1w')).toBe('owner=zoe & close+=1 week');
    expect(meaningOf('@sam "lee"')).toBe('!ambiguous @sam & !unknown "lee"');
  });

  it('is a problem of the owner while the users are not loaded, and where none has the name', () => {
    const loading = lineContext({ people: { user: undefined, contact: people.contact } });
    expect(parseLine('@quentin', lineContext()).parts).toMatchObject([
      { problem: 'no-person', field: 'user_id' },
    ]);
    expect(parseLine('@sam', loading).parts).toMatchObject([{ problem: 'people-loading', field: 'user_id' }]);
  });
});

describe('the name of a field without a colon', () => {
  it('counts only before a value that the field can hold', () => {
    expect(meaningOf('seats 40')).toBe('!unknown seats & !ambiguous 40');
    expect(meaningOf('number of seats 40')).toBe('seats=40');
    expect(meaningOf('number of seats many')).toMatch(/^!unknown number & .*!unknown many$/);
    expect(meaningOf('value')).toBe('!unknown value');
  });

  it('is taken for none of two fields that have it', () => {
    const [date] = customFields.filter(({ type }) => type === 'date');
    const visits = date
      ? [
          { ...date, id: 'cf_a', name: 'Visit' },
          { ...date, id: 'cf_b', name: 'Visit' },
        ]
      : [];
    const context = lineContext({ catalog: { pipelines, customFields: visits } });
    expect(meaningOf('visit fri', context)).toBe('!unknown visit & close=2026-11-27');
  });
});
