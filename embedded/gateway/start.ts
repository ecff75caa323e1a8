import { once } from 'node:events';
import { createPostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { databaseAnswers } from '@/embedded/auth/database-answers';
import { createAuthHandler } from '@/embedded/auth/handler';
import { createLiteApp } from '@/embedded/auth/lite-app';
import { liteJsonTypes } from '@/embedded/auth/lite-json';
import { createMailSender } from '@/embedded/auth/mail-messages';
import { createAuthMailer } from '@/embedded/auth/mailer';
import { hashPasswordsInPostgres } from '@/embedded/auth/password-hashing';
import { userMetadata } from '@/embedded/auth/users';
import { createHealthHandler } from '@/embedded/gateway/health';
import { createLiteRest } from '@/embedded/gateway/lite-rest';
import type { Log } from '@/embedded/gateway/log';
import type { GatewayOptions } from '@/embedded/gateway/options';
import { createRestProxy } from '@/embedded/gateway/rest-proxy';
import { createGatewayServer } from '@/embedded/gateway/server';
import { startInbox } from '@/embedded/inbox/inbox';
import { startRealtime } from '@/embedded/realtime/server';
import { startScheduler } from '@/embedded/scheduler';
import { createStorageHandler } from '@/embedded/storage/handler';
import { startStripe } from '@/embedded/stripe/server';

export type Gateway = { stop(): Promise<void> };

export async function startGateway(options: GatewayOptions, log: Log): Promise<Gateway> {
  const { keys, ports } = options;
  const publicUrl = `http://${options.host}:${ports.gateway}`;
  const connection = createPostgresConnection({
    url: options.servicesUrl,
    postgresOptions: {
      max: 6,
      onnotice: () => undefined,
      connection: { application_name: 'auth-storage' },
      types: liteJsonTypes,
    },
  });
  const inbox = await startInbox({ smtpPort: ports.smtp, webPort: ports.inbox, dir: options.mailDir });
  const addresses = { authUrl: `${publicUrl}/auth/v1`, siteUrl: options.siteUrl };
  const sender = createMailSender({ host: options.host, smtpPort: ports.smtp, from: options.mailFrom });
  const sql = postgres(options.servicesUrl, {
    max: 4,
    onnotice: () => undefined,
    connection: { application_name: 'auth' },
  });
  const lite = createLiteApp({
    connection,
    keys,
    siteUrl: options.siteUrl,
    confirmEmail: options.confirmEmail,
    storageDir: options.storageDir,
    mailer: createAuthMailer(sender, { ...addresses, metadataOf: (userId) => userMetadata(sql, userId) }),
  });
  await lite.init();
  await hashPasswordsInPostgres(sql);
  const realtime = await startRealtime({
    databaseUrl: options.databaseUrl,
    jwtSecret: keys.jwtSecret,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
    log: (line) => log.warn({ part: 'realtime' }, line),
    ...(options.realtimeErrorBackoffMs === undefined
      ? {}
      : { errorBackoffMs: options.realtimeErrorBackoffMs }),
    ...(options.realtimeLimits ? { limits: options.realtimeLimits } : {}),
  });
  const rest = options.rest ? createRestProxy(options.rest) : undefined;
  const stripe = options.stripe
    ? await startStripe(options.stripe, (error) =>
        log.error({ err: error, part: 'stripe' }, 'stand-in failed'),
      )
    : undefined;
  const scheduler = startScheduler(options.migratorUrl, (error) => log.error({ err: error }, 'sweep failed'));

  const server = createGatewayServer({
    keys,
    log,
    rest: rest ?? (await createLiteRest(lite, connection, sql)),
    auth: createAuthHandler({
      ...addresses,
      lite,
      sql,
      sender,
      keys,
      jwtSecret: keys.jwtSecret,
      confirmEmail: options.confirmEmail,
    }),
    storage: createStorageHandler({ lite, sql, keys }),
    realtime,
    health: createHealthHandler(
      {
        database: () => databaseAnswers(sql),
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
      await sql.end({ timeout: 1 });
      await connection.close();
      await stripe?.stop();
      await inbox.stop();
    },
  };
}
