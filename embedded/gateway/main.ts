import { readFileSync } from 'node:fs';
import { createLog } from '@/embedded/gateway/log';
import type { GatewayOptions } from '@/embedded/gateway/options';
import { startGateway } from '@/embedded/gateway/start';

/** The gateway as a process of its own: a crash here cannot take the database or the app with it. */
const file = process.argv[2];
if (!file) throw new Error('The gateway needs the path of its options file.');
const options = JSON.parse(readFileSync(file, 'utf8')) as GatewayOptions;
const log = createLog(options.logLevel);

process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
process.on('uncaughtException', (error) => {
  // The state is unknown now. The supervisor starts a fresh process, and clients reconnect by themselves.
  log.fatal({ err: error }, 'uncaught exception');
  process.exit(1);
});

const gateway = await startGateway(options, log);

const stop = (): void => {
  gateway.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'unclean stop');
      process.exit(1);
    },
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
