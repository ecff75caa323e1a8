/** Every number that bounds what one client, or all of them together, may ask of the server. */
export interface RealtimeLimits {
  connectionsMax: number;
  channelsPerSocketMax: number;
  /** Rolling average over a minute; one send counts once, and once more for each receiver. */
  eventsPerSecondMax: number;
  joinsPerSecondMax: number;
  presenceEventsPerSecondMax: number;
  presenceCallsMax: number;
  presenceCallsWindowMs: number;
  payloadKilobytesMax: number;
  frameBytesMax: number;
  /** A socket whose unsent bytes pass this is cut: its client reconnects and catches up by a query. */
  bufferedBytesMax: number;
  /** Frames that may wait for a policy answer on one channel. */
  waitingFramesMax: number;
  idleTimeoutMs: number;
  withoutChannelTimeoutMs: number;
  tokenRecheckMs: number;
  probePoolSize: number;
  probeQueueTimeoutMs: number;
  statementTimeoutMs: number;
}

/** Those of a hosted Supabase Pro project, where it publishes one. */
export const defaultLimits: RealtimeLimits = {
  connectionsMax: 10_000,
  channelsPerSocketMax: 100,
  eventsPerSecondMax: 500,
  joinsPerSecondMax: 500,
  presenceEventsPerSecondMax: 1_000,
  presenceCallsMax: 5,
  presenceCallsWindowMs: 30_000,
  payloadKilobytesMax: 3_000,
  frameBytesMax: 5_000_000,
  bufferedBytesMax: 16_000_000,
  waitingFramesMax: 1_000,
  idleTimeoutMs: 60_000,
  withoutChannelTimeoutMs: 600_000,
  tokenRecheckMs: 300_000,
  probePoolSize: 10,
  probeQueueTimeoutMs: 5_000,
  statementTimeoutMs: 5_000,
};

/** The allowance above the nominal size is the real server's, which measures an encoded term. */
export function payloadBytesMax(limits: RealtimeLimits): number {
  return limits.payloadKilobytesMax * 1_000 + 500;
}
