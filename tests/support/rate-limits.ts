import type { Sql } from './database';

/** As if that many had come already: in this window of time and, in case it is about to end, in the next. */
export async function fillBucket(
  sql: Sql,
  bucket: string,
  { hits, windowSeconds }: { hits: number; windowSeconds: number },
): Promise<void> {
  await sql`
    insert into private.rate_limits (bucket, window_start, hits)
    select ${bucket}, to_timestamp((floor(extract(epoch from now()) / ${windowSeconds}::int) + ahead) * ${windowSeconds}::int), ${hits}
    from generate_series(0, 1) ahead
    on conflict (bucket, window_start) do update set hits = excluded.hits`;
}
