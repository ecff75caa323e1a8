/**
 * Lite writes what an account carries as JSON inside a JSON string; everybody else, and the next update, expects the
 * object. Both forms are read alike.
 */
function parse(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const JSONB_OID = 3802;

/** A type of the postgres driver, for connections that read Lite's tables. */
export const liteJson = {
  to: JSONB_OID,
  from: [JSONB_OID],
  serialize: (value: unknown) => JSON.stringify(value),
  parse,
};
