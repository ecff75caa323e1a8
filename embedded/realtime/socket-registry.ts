import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RealtimeContext } from '@/embedded/realtime/context';
import { RealtimeSocket } from '@/embedded/realtime/socket';
import { checkUpgrade, refuseUpgrade } from '@/embedded/realtime/upgrade';

const sweepIntervalMsMax = 5_000;
const goodbyeMs = 2_000;

/** All open sockets: takes new ones in, closes stale ones, says goodbye to all at the end. */
export class SocketRegistry {
  readonly #sockets = new Set<RealtimeSocket>();
  #draining = false;
  #sweep: NodeJS.Timeout | undefined;
  #onEmpty: (() => void) | null = null;

  get draining(): boolean {
    return this.#draining;
  }

  acceptWith(context: RealtimeContext) {
    const webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: context.limits.frameBytesMax,
    });
    const { idleTimeoutMs, withoutChannelTimeoutMs } = context.limits;
    const sweepIntervalMs = Math.min(sweepIntervalMsMax, idleTimeoutMs / 4, withoutChannelTimeoutMs / 4);
    this.#sweep = setInterval(() => this.#closeStale(), sweepIntervalMs).unref();

    return async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
      // A reset while the key is checked must not become an uncaught error.
      const ignoreReset = () => socket.destroy();
      socket.on('error', ignoreReset);
      const verdict = await checkUpgrade(context.tokens, request);
      if (!verdict.accepted) return refuseUpgrade(socket, verdict.status, verdict.error);
      if (this.#draining) return refuseUpgrade(socket, 503, 'Error connecting to Realtime');
      if (this.#sockets.size >= context.limits.connectionsMax) {
        return refuseUpgrade(socket, 429, 'Too many connected users');
      }
      socket.off('error', ignoreReset);
      webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        const opened = new RealtimeSocket(context, webSocket, verdict.caller, verdict.version);
        this.#sockets.add(opened);
        context.metrics.add('connections');
        context.metrics.add('connectionsTotal');
        webSocket.on('close', () => {
          this.#sockets.delete(opened);
          context.metrics.add('connections', -1);
          if (this.#sockets.size === 0) this.#onEmpty?.();
        });
      });
    };
  }

  /** Resolves when every client has taken its leave, or a little later without those that do not. */
  async drain(): Promise<void> {
    this.#draining = true;
    clearInterval(this.#sweep);
    for (const socket of [...this.#sockets]) socket.drain();
    if (this.#sockets.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, goodbyeMs);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    for (const socket of [...this.#sockets]) socket.terminate();
  }

  #closeStale(): void {
    const now = performance.now();
    for (const socket of [...this.#sockets]) socket.closeIfStale(now);
  }
}
