/** A request to the API, read to its end. */
export type ApiRequest = {
  method: string;
  /** Without the query, such as `/api/v1/me/`. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: string;
};

/** An answer before it is put on the wire; a body is JSON. */
export type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether a stored deal was changed. */
  appliedChange?: boolean;
};

/** 200 with JSON. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** A refusal in Close's everyday form, `{"error": …}`. */
export function refuse(status: number, error: string): Answer {
  return { status, body: { error } };
}

/** 400 with a text for each field, under Close's internal names (`status` for `status_id`). */
export function refuseFields(fieldErrors: Record<string, string>): Answer {
  return { status: 400, body: { errors: [], 'field-errors': fieldErrors } };
}

/** 404 in Close's words, which are the same for a malformed id and for one of another organization. */
export function notFound(kind: string): Answer {
  return refuse(404, `Empty query: ${kind} matching query does not exist.`);
}
