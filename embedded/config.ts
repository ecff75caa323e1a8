import { resolve } from 'node:path';

export type BackendPorts = {
  gateway: number;
  postgres: number;
  inbox: number;
  smtp: number;
  stripe: number;
};

export type InstallConfig = {
  dataDir: string;
  ports: BackendPorts & { app: number; shop: number };
  /** A server of the operator's own, used instead of the embedded Postgres. */
  databaseUrl: string | undefined;
};

/** Which variable moves which port; named in every message about a taken port. */
export const PORT_VARIABLES = {
  app: 'FOYER_PORT',
  shop: 'FOYER_SHOP_PORT',
  gateway: 'FOYER_GATEWAY_PORT',
  postgres: 'FOYER_POSTGRES_PORT',
  inbox: 'FOYER_INBOX_PORT',
  smtp: 'FOYER_SMTP_PORT',
  stripe: 'FOYER_STRIPE_PORT',
} as const;

export const DEFAULT_PORTS: InstallConfig['ports'] = {
  app: 3000,
  shop: 3010,
  gateway: 54321,
  postgres: 54322,
  inbox: 54324,
  smtp: 54326,
  stripe: 54325,
};

export const LOOPBACK = '127.0.0.1';

export function readInstallConfig(env: NodeJS.ProcessEnv = process.env): InstallConfig {
  const port = (name: keyof typeof PORT_VARIABLES): number => {
    const text = env[PORT_VARIABLES[name]];
    if (!text) return DEFAULT_PORTS[name];
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65_535) {
      throw new Error(`${PORT_VARIABLES[name]} must be a port number between 1 and 65535, not "${text}".`);
    }
    return value;
  };
  return {
    dataDir: resolve(env.FOYER_DATA_DIR || '.foyer'),
    ports: {
      app: port('app'),
      shop: port('shop'),
      gateway: port('gateway'),
      postgres: port('postgres'),
      inbox: port('inbox'),
      smtp: port('smtp'),
      stripe: port('stripe'),
    },
    databaseUrl: env.DATABASE_URL || undefined,
  };
}
