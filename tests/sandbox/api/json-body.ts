import { type Answer, type ApiRequest, refuse } from './answer.ts';

/** The request's JSON object, or the refusal: 415 without a JSON content type, 400 for anything else than an object. */
export function readJsonObject(
  request: ApiRequest,
): { value: Record<string, unknown> } | { refusal: Answer } {
  const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/json') return { refusal: refuse(415, 'Unsupported media type.') };
  try {
    const value: unknown = JSON.parse(request.body);
    if (isObject(value)) return { value };
  } catch {
    // Broken JSON and JSON of another kind get the same answer.
  }
  return { refusal: refuse(400, 'The request could not be decoded as a JSON object.') };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
