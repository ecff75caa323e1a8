import type { DatabasePool } from './database-pool';
import type { Hub } from './hub';
import type { RealtimeLimits } from './limits';
import type { Metrics, Rates } from './metrics';
import type { PolicyProbe } from './policy-probe';
import type { TokenVerifier } from './tokens';

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
