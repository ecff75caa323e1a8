import { AsyncLocalStorage } from 'node:async_hooks';
import type { App } from '@supabase/lite';
import type { PostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { databaseAnswers } from '@/embedded/auth/database-answers';
import { sendFetchResponse, toFetchRequest } from '@/embedded/gateway/fetch-bridge';
import { answerJson, serviceDown } from '@/embedded/gateway/json-answer';
import type { HttpHandler } from '@/embedded/gateway/server';

/** SQLSTATE classes PostgREST answers with 500; what else Lite does not know is the caller's error. */
const SERVER_ERROR = /^(?:09|25|2D|38|39|3B|40|54|55|57|58|F0|HV|P0|XX)/;

/**
 * REST by Lite, for platforms PostgREST has no binary for. Slower and less exact than the real one, which
 * is why only they get it; the contract tests run against it as well.
 */
export async function createLiteRest(
  lite: App,
  connection: PostgresConnection,
  sql: postgres.Sql,
): Promise<HttpHandler> {
  // The notice that makes PostgREST read the schema again, after a migration.
  await sql.listen('pgrst', () => void connection.clearSchemaCache());

  // Lite forgets the code of errors it has no rule for, among them whatever a function raises on purpose.
  const request = new AsyncLocalStorage<{ error?: postgres.PostgresError }>();
  const normalize = connection.normalizeDbError.bind(connection);
  connection.normalizeDbError = (error) => {
    const store = request.getStore();
    if (store && error instanceof postgres.PostgresError) store.error = error;
    return normalize(error);
  };

  return async (req, res, url) => {
    const context: { error?: postgres.PostgresError } = {};
    const answer = await request.run(context, () => lite.fetch(toFetchRequest(req, url)));
    if (answer.status !== 500) return sendFetchResponse(answer, res);
    if (!(await databaseAnswers(sql))) return answerJson(res, 503, serviceDown('The database API'));
    const { error } = context;
    if (!error) return sendFetchResponse(answer, res);
    const status = error.code !== 'P0001' && SERVER_ERROR.test(error.code) ? 500 : 400;
    answerJson(res, status, {
      code: error.code,
      message: error.message,
      details: error.detail ?? null,
      hint: error.hint ?? null,
    });
  };
}
