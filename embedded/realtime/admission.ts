import type { RealtimeContext } from '@/embedded/realtime/context';
import { databaseFailureOf } from '@/embedded/realtime/database-failure';
import type { JoinRequest } from '@/embedded/realtime/join-request';
import type { Caller } from '@/embedded/realtime/policy-probe';
import { cannotRead, joinRefusalOf, type Refusal, refusals } from '@/embedded/realtime/refusal';
import type { Identity } from '@/embedded/realtime/tokens';

/** What a channel may do; null stands for "not asked yet". On a public channel all is allowed. */
export interface ChannelRights {
  broadcastRead: boolean;
  broadcastWrite: boolean | null;
  presenceRead: boolean | null;
  presenceWrite: boolean | null;
}

export interface Applicant {
  request: JoinRequest;
  topic: string;
  connection: Caller;
  /** Channels of the same socket that are joined or on the way. */
  channelsOpen: number;
}

export type Admission = { admitted: true; caller: Caller; rights: ChannelRights } | Rejection;
type Rejection = { admitted: false; refusal: Refusal };

const publicRights: ChannelRights = {
  broadcastRead: true,
  broadcastWrite: true,
  presenceRead: true,
  presenceWrite: true,
};

/** Decides on a join. The order of the checks is the real server's, so the first reason is the same. */
export async function admit(context: RealtimeContext, applicant: Applicant): Promise<Admission> {
  const { request, topic, connection } = applicant;
  const limited = checkLimits(context, applicant);
  if (limited) return reject(limited);

  const identified = await identify(context, request.token, connection.identity);
  if (!identified.ok) return reject(identified.refusal);
  const caller = { identity: identified.identity, headers: connection.headers };

  if (!request.isPrivate) {
    return request.replay
      ? reject(refusals.replayPublic)
      : { admitted: true, caller, rights: { ...publicRights } };
  }
  try {
    const rights = await readRights(context, caller, topic, request.presenceEnabled);
    if (!rights || (request.replay && !rights.broadcastRead)) {
      return reject({ reason: `Unauthorized: ${cannotRead(topic)}` });
    }
    if (request.replay === 'invalid') return reject(refusals.replayInvalid);
    return { admitted: true, caller, rights };
  } catch (error) {
    return reject(joinRefusalOf(databaseFailureOf(error), topic));
  }
}

/** Null when neither broadcasts nor presence may be read. Rejects with a DatabaseFailure. */
export async function readRights(
  context: RealtimeContext,
  caller: Caller,
  topic: string,
  withPresence: boolean,
): Promise<ChannelRights | null> {
  const grants = await context.probe.read(caller, topic, withPresence);
  if (!grants.broadcast && !grants.presence) return null;
  return {
    broadcastRead: grants.broadcast,
    broadcastWrite: null,
    presenceRead: withPresence ? grants.presence : null,
    presenceWrite: null,
  };
}

function checkLimits(context: RealtimeContext, applicant: Applicant): Refusal | null {
  const { limits, rates } = context;
  if (applicant.topic === '') return refusals.topicRequired;
  if (context.draining()) return refusals.restarting;
  if (context.privateOnly && !applicant.request.isPrivate) return refusals.privateOnly;
  if (rates.joins.exceeded()) return refusals.joins;
  rates.joins.add();
  if (applicant.channelsOpen >= limits.channelsPerSocketMax) return refusals.channels;
  return null;
}

async function identify(
  context: RealtimeContext,
  token: string | null,
  connection: Identity,
): Promise<{ ok: true; identity: Identity } | { ok: false; refusal: Refusal }> {
  const verdict =
    token === null ? await context.tokens.recheck(connection) : await context.tokens.verify(token);
  if (verdict.ok) return verdict;
  const { code, message } = verdict.failure;
  return { ok: false, refusal: { reason: `${code}: ${message}` } };
}

function reject(refusal: Refusal): Rejection {
  return { admitted: false, refusal };
}
