/**
 * Lite turns what an account carries into text before it hands it to the driver, which would make a JSON
 * string of it once more. Text goes to the database as it is, so that SQL finds the object hosted stores.
 */
const serialize = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const parse = (text: string): unknown => JSON.parse(text);

/** The JSON types of the connection Lite writes through. */
export const liteJsonTypes = {
  json: { to: 114, from: [114], serialize, parse },
  jsonb: { to: 3802, from: [3802], serialize, parse },
};
