import type { DatabasePool } from '@/embedded/realtime/database-pool';
import type { Hub } from '@/embedded/realtime/hub';
import type { RealtimeLimits } from '@/embedded/realtime/limits';
import type { Metrics, Rates } from '@/embedded/realtime/metrics';
import type { PolicyProbe } from '@/embedded/realtime/policy-probe';
import type { TokenVerifier } from '@/embedded/realtime/tokens';

/** What every socket and channel of one server shares. */
export interface RealtimeContext {
  readonly limits: RealtimeLimits;
  readonly privateOnly: boolean;
  readonly errorBackoffMs: number;
  readonly rates: Rates;
  readonly hub: Hub;
  readonly pool: DatabasePool;
  readonly probe: PolicyProbe;
  readonly tokens: TokenVerifier;
  readonly metrics: Metrics;
  log(line: string): void;
  draining(): boolean;
  /** False if deliveries from the database were not established in time. */
  whenListening(withinMs: number): Promise<boolean>;
}
