import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { LOOPBACK, PORT_VARIABLES } from '@/embedded/config';
import { findPortHolder } from '@/embedded/port-holder';

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => probe.close(() => done(true)));
  });
}

/**
 * Undefined when the port is free. Systems hand out the same numbers for outgoing connections, so one of
 * any program may sit on it for a moment; only a listener, or what stays, is in the way.
 */
async function whoHolds(port: number): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    if (await isFree(port)) return undefined;
    const holder = await findPortHolder(port);
    if (holder?.listens || attempt === 4) return holder?.description ?? 'another program';
    await delay(500);
  }
}

/** Below the range that systems use for outgoing connections, so that a port found free is not gone a second later. */
const FREE_FROM = 20_000;
const FREE_TO = 32_000;

/** Distinct loopback ports that are free now. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(FREE_FROM, FREE_TO);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

export type NamedPorts = Partial<Record<keyof typeof PORT_VARIABLES, number>>;

/** Fails with one sentence for each taken port: which, by whom, and which variable moves it. */
export async function assertPortsFree(ports: NamedPorts): Promise<void> {
  const seen = new Map<number, string>();
  const problems: string[] = [];
  for (const [name, port] of Object.entries(ports)) {
    const variable = PORT_VARIABLES[name as keyof typeof PORT_VARIABLES];
    const twin = seen.get(port);
    if (twin) {
      problems.push(`${twin} and ${variable} are both ${port}; give one of them another number.`);
      continue;
    }
    seen.set(port, variable);
    const holder = await whoHolds(port);
    if (!holder) continue;
    problems.push(
      `Port ${port} is taken by ${holder}. Stop that program, or set ${variable} to a free port.`,
    );
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
