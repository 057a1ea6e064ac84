import { type CloseClient, createCloseClient } from '../../../lib/close-api/client.ts';
import { createRatePause } from '../../harness/rate-pause.ts';

/** Creates a client with a pause of its own that uses the test's `fetch`. */
export function testClient(authorization = 'Basic eA=='): CloseClient {
  return createCloseClient({ authorization, fetch, onRequest() {}, rateLimit: createRatePause() });
}
