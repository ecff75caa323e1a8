import type { DatabaseFailure, DatabaseFailureKind } from '@/embedded/realtime/database-failure';

/** Texts the client shows or matches on; they are the real server's, to the letter. */

export interface Refusal {
  reason: string;
  closesSocket?: true;
}

export const refusals = {
  restarting: { reason: 'RealtimeRestarting: Realtime is restarting, please standby' },
  topicRequired: { reason: 'TopicNameRequired: You must provide a topic name' },
  privateOnly: { reason: 'PrivateOnly: This project only allows private channels' },
  joins: { reason: 'ClientJoinRateLimitReached: Too many joins per second', closesSocket: true },
  channels: { reason: 'ChannelRateLimitReached: Too many channels' },
  replayPublic: { reason: 'UnableToReplayMessages: Replay is not allowed for public channels' },
  replayInvalid: { reason: 'UnableToReplayMessages: Replay params are not valid' },
  replayFailed: { reason: 'UnableToReplayMessages: Realtime was unable to replay messages' },
} as const satisfies Record<string, Refusal>;

export const restartNotice = 'Server requested disconnect';
export const overloadNotice = 'Too many messages per second';
export const databaseNotice = 'Realtime was unable to connect to the project database';

export function cannotRead(topic: string): string {
  return `You do not have permissions to read from this Channel topic: ${topic}`;
}

export function canNoLongerRead(topic: string): string {
  return `You no longer have permission to read from this Channel topic: ${topic}`;
}

const joinTexts: Record<Exclude<DatabaseFailureKind, 'refused' | 'canceled'>, string> = {
  unavailable: `UnableToConnectToProject: ${databaseNotice}`,
  starting: 'InitializingProjectConnection: Connecting to the project database',
  'too-many-connections':
    "DatabaseLackOfConnections: Database can't accept more connections, Realtime won't connect",
  'pool-exhausted': 'IncreaseConnectionPool: Please increase your connection pool size',
  'missing-partition': 'MissingPartition: Realtime was unable to find the expected messages partition',
};

export function joinRefusalOf(failure: DatabaseFailure, topic: string): Refusal {
  // A policy that raises an error has not granted anything.
  if (failure.kind === 'refused') return { reason: `Unauthorized: ${cannotRead(topic)}` };
  if (failure.kind === 'canceled') return { reason: `QueryCanceled: ${failure.message}` };
  return { reason: joinTexts[failure.kind] };
}

/** Why a joined channel is closed when its new token could not be checked. */
export function shutdownNoticeOf(failure: DatabaseFailure, topic: string): string {
  if (failure.kind === 'refused') return cannotRead(topic);
  return failure.kind === 'canceled' ? 'Query was cancelled, please try again' : databaseNotice;
}
