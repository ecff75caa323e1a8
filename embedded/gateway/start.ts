import { once } from 'node:events';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { createLiteApp } from '@/embedded/auth/lite-app';
import { createLiteHandler, databaseAnswers } from '@/embedded/auth/lite-bridge';
import { createMailSender } from '@/embedded/auth/mail-messages';
import { createAuthMailer } from '@/embedded/auth/mailer';
import { createHealthHandler } from '@/embedded/gateway/health';
import type { Log } from '@/embedded/gateway/log';
import type { GatewayOptions } from '@/embedded/gateway/options';
import { createRestProxy } from '@/embedded/gateway/rest-proxy';
import { createGatewayServer } from '@/embedded/gateway/server';
import { startInbox } from '@/embedded/mail';
import { startScheduler } from '@/embedded/scheduler';

export type Gateway = { stop(): Promise<void> };

export async function startGateway(options: GatewayOptions, log: Log): Promise<Gateway> {
  const { keys, ports } = options;
  const publicUrl = `http://${options.host}:${ports.gateway}`;
  const connection = createPostgresConnection({
    url: options.servicesUrl,
    postgresOptions: { max: 6, onnotice: () => undefined, connection: { application_name: 'auth-storage' } },
  });
  const inbox = await startInbox({ smtpPort: ports.smtp, webPort: ports.inbox, dir: options.mailDir });
  const sender = createMailSender({ host: options.host, smtpPort: ports.smtp, from: options.mailFrom });
  const lite = createLiteApp({
    connection,
    keys,
    siteUrl: options.siteUrl,
    confirmEmail: options.confirmEmail,
    storageDir: options.storageDir,
    mailer: createAuthMailer(sender, `${publicUrl}/auth/v1`, options.siteUrl),
  });
  await lite.init();
  const realtimeFile = new URL('../realtime/server.ts', import.meta.url).href;
  const { startRealtime } = await import(realtimeFile).catch(() => ({
    startRealtime: async () => ({
      handleUpgrade() {},
      handleHttp() {},
      metrics: () => ({}),
      ready: () => true,
      stop: async () => undefined,
    }),
  }));
  const realtime = await startRealtime({
    databaseUrl: options.databaseUrl,
    jwtSecret: keys.jwtSecret,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
  });
  const rest = options.rest ? createRestProxy(options.rest) : undefined;
  const scheduler = startScheduler(options.migratorUrl, (error) => log.error({ err: error }, 'sweep failed'));

  const server = createGatewayServer({
    keys,
    log,
    rest: rest ?? createLiteHandler(lite, connection.driver, 'The database API'),
    auth: createLiteHandler(lite, connection.driver, 'Sign-in'),
    storage: createLiteHandler(lite, connection.driver, 'File storage'),
    realtime,
    health: createHealthHandler(
      {
        database: () => databaseAnswers(connection.driver),
        rest: () => (rest ? rest.answers() : true),
        realtime: () => realtime.ready(),
      },
      () => realtime.metrics(),
    ),
  });
  server.listen(ports.gateway, options.host);
  await once(server, 'listening');

  return {
    async stop() {
      server.close();
      await scheduler.stop();
      await realtime.stop();
      server.closeAllConnections();
      rest?.close();
      await connection.close();
      await inbox.stop();
    },
  };
}
