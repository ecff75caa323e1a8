import type { DatabasePool } from '@/embedded/realtime/database-pool';
import type { Broadcast } from '@/embedded/realtime/shared-frame';

export interface ReplayRequest {
  sinceMs: number;
  limit: number;
}

interface StoredMessage {
  id: string;
  event: string;
  payload: string | null;
  binary_payload: Uint8Array | null;
}

export const replayLimitMax = 25;

/** The newest stored broadcasts of a private topic since a moment, oldest first. */
export async function readReplay(
  pool: DatabasePool,
  topic: string,
  { sinceMs, limit }: ReplayRequest,
): Promise<Broadcast[]> {
  const rows = await pool.run(
    (sql) => sql<StoredMessage[]>`
      select id, event, payload::text as payload, binary_payload from realtime.messages
      where topic = ${topic} and private and extension = 'broadcast' and event is not null
        and (payload is not null or binary_payload is not null)
        and inserted_at >= timezone('utc', to_timestamp(${sinceMs}::double precision / 1000))
        and inserted_at < timezone('utc', now()) + interval '1 minute'
      order by inserted_at desc
      limit ${limit}`,
  );
  return rows.reverse().map((row) => ({
    topic,
    event: row.event,
    encoding: row.binary_payload ? 'binary' : 'json',
    body: Buffer.from(row.binary_payload ?? row.payload ?? ''),
    meta: { id: row.id, replayed: true },
  }));
}
