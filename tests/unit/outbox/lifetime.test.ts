import { expect, it } from 'vitest';
import { operationLifetimeMs } from '../../../lib/outbox/lifetime.ts';

it('an unsent edit waits for one day', () => {
  expect(new Date(operationLifetimeMs).toISOString()).toBe('1970-01-02T00:00:00.000Z');
});
