import { catalogRequests } from './catalog.ts';
import { searchRequests } from './deal-search.ts';
import { historyRequests } from './history.ts';
import { identityRequests } from './identity.ts';
import { leadRequests } from './leads.ts';
import { opportunityRequests } from './opportunities.ts';
import { peopleRequests } from './people.ts';
import { type CloseClientOptions, createRequest } from './request.ts';
import { tokenRequests } from './tokens.ts';

/** Every request to Close, each in a method of its own that throws `CloseError`. */
export type CloseClient = ReturnType<typeof createCloseClient>;

/** Creates the client for one credential. */
export function createCloseClient(options: CloseClientOptions) {
  const request = createRequest(options);
  return {
    ...identityRequests(request),
    ...catalogRequests(request),
    ...opportunityRequests(request),
    ...historyRequests(request),
    ...leadRequests(request),
    ...searchRequests(request),
    ...peopleRequests(request),
    ...tokenRequests(request),
  };
}
