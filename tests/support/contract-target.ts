/**
 * Where the contract tests find the backend they hold to account: the embedded one, started for the
 * run, or any Supabase project named by the environment. The tests cannot tell and must not care.
 */
export type ContractTarget = {
  url: string;
  publishableKey: string;
  secretKey: string;
  /** Signs the tests' tokens (HS256). */
  jwtSecret: string;
  /** Signs in as a role that may create policies and call realtime.send; on hosted, `postgres`. */
  databaseUrl: string;
  /** Takes the target down and up again on request; null where nobody can, as on hosted. */
  controlUrl: string | null;
  /** The web inbox that receives every mail of the target; only the embedded backend has one. */
  inboxUrl?: string;
};

export type ControlAction = 'restart-realtime' | 'stop-database' | 'start-database';

declare module 'vitest' {
  interface ProvidedContext {
    contractTarget: ContractTarget;
  }
}

const variables = {
  url: 'CONTRACT_URL',
  publishableKey: 'CONTRACT_PUBLISHABLE_KEY',
  secretKey: 'CONTRACT_SECRET_KEY',
  jwtSecret: 'CONTRACT_JWT_SECRET',
  databaseUrl: 'CONTRACT_DATABASE_URL',
} as const;

/** Null when the environment names no target; an error when it names half of one. */
export function targetFromEnvironment(env: NodeJS.ProcessEnv = process.env): ContractTarget | null {
  const names = Object.values(variables);
  const missing = names.filter((name) => !env[name]);
  if (missing.length === names.length) return null;
  if (missing.length > 0) throw new Error(`The contract target is incomplete: set ${missing.join(', ')}.`);
  const read = (name: string) => env[name] ?? '';
  return {
    url: read(variables.url),
    publishableKey: read(variables.publishableKey),
    secretKey: read(variables.secretKey),
    jwtSecret: read(variables.jwtSecret),
    databaseUrl: read(variables.databaseUrl),
    controlUrl: env.CONTRACT_CONTROL_URL || null,
  };
}
