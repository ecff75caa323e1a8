import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isRecord } from '@/embedded/realtime/frames';
import { type ReplayRequest, replayLimitMax } from '@/embedded/realtime/replay';

export interface JoinRequest {
  isPrivate: boolean;
  acknowledges: boolean;
  receivesOwn: boolean;
  presenceEnabled: boolean;
  presenceKey: string;
  awaitsListening: boolean;
  postgresChanges: Record<string, unknown>[];
  replay: ReplayRequest | 'invalid' | null;
  /** Null when the connection's own key is to be used. */
  token: string | null;
}

// What cannot be read falls back to its default, one field at a time: an odd client still joins.
const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .catch(false);
const section = z.record(z.string(), z.unknown()).catch({});
const token = z.string().nullable().catch(null).default(null);
const joinPayload = z.object({ config: section, access_token: token, user_token: token });
const joinConfig = z.object({
  private: flag,
  broadcast: section.pipe(
    z.object({ ack: flag, self: flag, replication_ready: flag, replay: z.unknown().optional() }),
  ),
  presence: section.pipe(z.object({ enabled: flag, key: z.string().catch('') })),
  postgres_changes: z.array(z.unknown()).catch([]),
});
const replayRequest = z.object({
  since: z.int(),
  limit: z
    .int()
    .nullish()
    .transform((limit) => Math.min(Math.max(limit ?? replayLimitMax, 1), replayLimitMax)),
});

export function parseJoinRequest(payload: unknown): JoinRequest {
  const { config, access_token, user_token } = joinPayload.parse(isRecord(payload) ? payload : {});
  const { private: isPrivate, broadcast, presence, postgres_changes } = joinConfig.parse(config);
  return {
    isPrivate,
    acknowledges: broadcast.ack,
    receivesOwn: broadcast.self,
    presenceEnabled: presence.enabled,
    presenceKey: presence.key || randomUUID(),
    awaitsListening: broadcast.replication_ready,
    postgresChanges: postgres_changes.filter(isRecord),
    replay: parseReplay(broadcast.replay),
    token: chooseToken(user_token, access_token),
  };
}

/** Without a session the client sends its API key where a token belongs. */
export function isApiKey(credential: string): boolean {
  return credential.startsWith('sb_');
}

function parseReplay(value: unknown): JoinRequest['replay'] {
  if (value === undefined || value === null) return null;
  const parsed = replayRequest.safeParse(value);
  return parsed.success ? { sinceMs: parsed.data.since, limit: parsed.data.limit } : 'invalid';
}

function chooseToken(userToken: string | null, accessToken: string | null): string | null {
  const chosen = userToken ?? accessToken;
  return chosen === null || isApiKey(chosen) ? null : chosen;
}
