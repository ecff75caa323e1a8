import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { LOOPBACK } from '@/embedded/config';
import { freePorts } from '@/embedded/ports';

export type Inbox = { stop(): Promise<void> };

type Running = { process: ChildProcess; smtpPort: number; webPort: number };

/**
 * Takes every mail this installation sends and shows it on a web page; nothing leaves the machine.
 * MailDev needs 110 MB, so it starts with the first mail or the first look into the inbox; until then two
 * listeners hold its ports. Mail lies on disk, so a restart of the inbox loses none.
 */
export async function startInbox(options: {
  smtpPort: number;
  webPort: number;
  dir: string;
}): Promise<Inbox> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  let running: Promise<Running> | undefined;
  const sockets = new Set<Socket>();

  const launch = async (): Promise<Running> => {
    const [smtpPort = 0, webPort = 0] = await freePorts(2);
    const child = fork(
      fileURLToPath(new URL('./main.js', import.meta.url)),
      [String(smtpPort), String(webPort), options.dir],
      {
        execArgv: [],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    child.once('exit', () => {
      running = undefined;
    });
    const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (message !== 'ready') throw new Error('The inbox did not start.');
    return { process: child, smtpPort, webPort };
  };

  const listen = async (port: number, target: (inbox: Running) => number): Promise<Server> => {
    const server = createServer({ pauseOnConnect: true }, (client) => {
      sockets.add(client);
      client.on('error', () => client.destroy());
      client.on('close', () => sockets.delete(client));
      running ??= launch();
      running.then(
        (inbox) => splice(client, connect(target(inbox), LOOPBACK)),
        () => {
          running = undefined;
          client.destroy();
        },
      );
    });
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
    return server;
  };

  const servers = [
    await listen(options.smtpPort, (inbox) => inbox.smtpPort),
    await listen(options.webPort, (inbox) => inbox.webPort),
  ];

  return {
    async stop() {
      for (const server of servers) server.close();
      for (const socket of sockets) socket.destroy();
      const inbox = await running?.catch(() => undefined);
      if (inbox) {
        const gone = once(inbox.process, 'exit');
        inbox.process.disconnect();
        await gone;
      }
    },
  };
}

function splice(client: Socket, inbox: Socket): void {
  inbox.on('error', () => client.destroy());
  client.on('close', () => inbox.destroy());
  client.pipe(inbox).pipe(client);
  client.resume();
}
