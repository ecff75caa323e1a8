import type { App } from '@supabase/lite';
import type postgres from 'postgres';
import { sendFetchResponse, toFetchRequest } from '@/embedded/gateway/fetch-bridge';
import { answerJson, serviceDown } from '@/embedded/gateway/json-answer';
import type { HttpHandler } from '@/embedded/gateway/server';

/** Lite answers any surprise with a bare 500; when the database is away the honest answer is 503. */
export async function databaseAnswers(sql: postgres.Sql): Promise<boolean> {
  const timeout = new Promise<boolean>((done) => setTimeout(done, 2_000, false).unref());
  const answer = sql`select 1`.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}

export function createLiteHandler(app: App, sql: postgres.Sql, service: string): HttpHandler {
  return async (req, res, url) => {
    const answer = await app.fetch(toFetchRequest(req, url));
    if (answer.status === 500 && !(await databaseAnswers(sql))) {
      answerJson(res, 503, serviceDown(service));
      return;
    }
    await sendFetchResponse(answer, res);
  };
}
