import { admit, type ChannelRights } from '@/embedded/realtime/admission';
import { CallWindow } from '@/embedded/realtime/call-window';
import { pushBroadcast } from '@/embedded/realtime/channel-broadcast';
import { handlePresence, sendPresenceState } from '@/embedded/realtime/channel-presence';
import { recheckToken, replaceToken } from '@/embedded/realtime/channel-token';
import type { RealtimeContext } from '@/embedded/realtime/context';
import { databaseFailureOf } from '@/embedded/realtime/database-failure';
import { type BroadcastPush, broadcastPushOf, type Frame } from '@/embedded/realtime/frames';
import type { Subscriber, Topic } from '@/embedded/realtime/hub';
import { type JoinRequest, parseJoinRequest } from '@/embedded/realtime/join-request';
import type { Caller } from '@/embedded/realtime/policy-probe';
import { overloadNotice, type Refusal, refusals, restartNotice } from '@/embedded/realtime/refusal';
import { readReplay } from '@/embedded/realtime/replay';
import { SerialQueue } from '@/embedded/realtime/serial-queue';
import { broadcastFrame, type SharedFrame, wireTopic } from '@/embedded/realtime/shared-frame';

/** The socket a channel belongs to. */
export interface ChannelSocket {
  readonly caller: Caller;
  send(frame: SharedFrame): void;
  sendEvent(frame: Frame): void;
  channelsOpen(except: Channel): number;
  /** The channel is gone; frames for its topic find nobody from now on. */
  release(channel: Channel): void;
  close(code: number, reason: string): void;
}

/** What a joined channel holds; it exists between an accepted join and the close. */
export interface Membership {
  readonly request: JoinRequest;
  readonly topic: Topic;
  readonly presenceCalls: CallWindow;
  caller: Caller;
  rights: ChannelRights;
  presenceEnabled: boolean;
  /** The tracked payload as text, to tell a repeated call from a change. */
  tracked: string | null;
}

interface Held {
  frame: SharedFrame;
  messageId: string | null;
}

const listeningTimeoutMs = 60_000;

/** One join of one topic on one socket. Frames of a channel are handled strictly in order. */
export class Channel implements Subscriber {
  readonly name: string;
  readonly joinRef: string | null;
  readonly context: RealtimeContext;
  readonly #socket: ChannelSocket;
  readonly #queue: SerialQueue;
  #state: 'joining' | 'refused' | 'joined' | 'closed' = 'joining';
  #membership: Membership | null = null;
  #timer: NodeJS.Timeout | undefined;
  #replayed: ReadonlySet<string> = new Set();
  /** Deliveries between the subscription and the reply: they follow it, and the replayed messages. */
  #held: Held[] | null = null;

  constructor(context: RealtimeContext, socket: ChannelSocket, name: string, joinRef: string | null) {
    this.context = context;
    this.name = name;
    this.joinRef = joinRef;
    this.#socket = socket;
    this.#queue = new SerialQueue(context.limits.waitingFramesMax, (error) => this.#crash(error));
  }

  get open(): boolean {
    return this.#state === 'joining' || this.#state === 'joined';
  }

  join(ref: string | null, payload: unknown): void {
    this.#queue.run(() => this.#join(ref, parseJoinRequest(payload)));
  }

  handle(frame: Frame): void {
    if (this.#state === 'refused') this.#answerRefused(frame);
    else this.#enqueue(() => this.#handle(frame));
  }

  handlePush(push: BroadcastPush): void {
    if (this.#state === 'refused') this.replyError(push.ref, { reason: 'unmatched topic' });
    else this.#enqueue(() => this.#push(push));
  }

  receiveBroadcast(frame: SharedFrame, messageId: string | null): boolean {
    if (!this.#membership?.rights.broadcastRead) return false;
    if (this.#held) this.#held.push({ frame, messageId });
    else if (messageId !== null && this.#replayed.has(messageId)) return false;
    else this.#socket.send(frame);
    return true;
  }

  receivePresence(frame: SharedFrame): boolean {
    const membership = this.#membership;
    // Before the reply there is nothing to differ from: the state that follows it has all of it.
    if (this.#state !== 'joined' || !membership?.presenceEnabled || membership.rights.presenceRead !== true)
      return false;
    this.#socket.send(frame);
    return true;
  }

  closeOverloaded(): void {
    this.shutdown(overloadNotice);
  }

  /** Tells the client why, then closes for good: it will not rejoin by itself. */
  shutdown(message: string): void {
    if (this.#state === 'closed') return;
    this.#system('system', 'error', message);
    this.close();
  }

  /** Before the socket is closed for a restart. */
  announceRestart(): void {
    if (this.#state === 'joined') this.#system('system', 'ok', restartNotice);
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.sendEvent('phx_close', {}, this.joinRef);
    this.dispose();
  }

  /** Leaves the topic without a word, because the socket is gone. */
  dispose(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearTimeout(this.#timer);
    this.#queue.clear();
    if (this.#membership) this.context.hub.unsubscribe(this.#membership.topic, this);
    this.#membership = null;
    this.#socket.release(this);
  }

  reply(ref: string | null, response: unknown = {}): void {
    this.sendEvent('phx_reply', { status: 'ok', response }, ref);
  }

  replyError(ref: string | null, response: unknown): void {
    this.sendEvent('phx_reply', { status: 'error', response }, ref);
  }

  sendEvent(event: string, payload: unknown, ref: string | null = null): void {
    this.#socket.sendEvent({ joinRef: this.joinRef, ref, topic: wireTopic(this.name), event, payload });
  }

  async #join(ref: string | null, request: JoinRequest): Promise<void> {
    const admission = await admit(this.context, {
      request,
      topic: this.name,
      connection: this.#socket.caller,
      channelsOpen: this.#socket.channelsOpen(this),
    });
    if (this.#state !== 'joining') return;
    if (!admission.admitted) return this.#refuse(ref, admission.refusal);

    const { caller, rights } = admission;
    const { hub, limits } = this.context;
    this.#held = [];
    const membership: Membership = {
      request,
      topic: hub.subscribe(request.isPrivate, this.name, this),
      presenceCalls: new CallWindow(limits.presenceCallsMax, limits.presenceCallsWindowMs),
      caller,
      rights,
      presenceEnabled: request.presenceEnabled,
      tracked: null,
    };
    this.#membership = membership;
    const replay = await this.#readReplay(request);
    if (this.#state !== 'joining') return;
    if (!replay) return this.#refuse(ref, refusals.replayFailed);
    this.#accept(ref, membership, replay);
  }

  /** Subscribed before it reads, so that no message falls between the replay and the live stream. */
  async #readReplay(request: JoinRequest): Promise<SharedFrame[] | null> {
    if (!request.replay || request.replay === 'invalid') return [];
    try {
      const broadcasts = await readReplay(this.context.pool, this.name, request.replay);
      this.#replayed = new Set(broadcasts.flatMap(({ meta }) => meta?.id ?? []));
      return broadcasts.map(broadcastFrame);
    } catch (error) {
      this.context.log(`replay failed: ${databaseFailureOf(error).message}`);
      return null;
    }
  }

  #accept(ref: string | null, membership: Membership, replay: SharedFrame[]): void {
    const { request } = membership;
    this.#state = 'joined';
    this.context.metrics.add('joinsAccepted');
    const postgres_changes = request.postgresChanges.map((filter, index) => ({ ...filter, id: index + 1 }));
    this.reply(ref, { postgres_changes });
    for (const frame of replay) this.#socket.send(frame);
    const held = this.#held ?? [];
    this.#held = null;
    for (const { frame, messageId } of held) this.receiveBroadcast(frame, messageId);
    sendPresenceState(this, membership);
    if (request.postgresChanges.length > 0) {
      this.#system('postgres_changes', 'error', 'Postgres Changes are not supported here; use Broadcast');
    }
    if (request.awaitsListening) void this.#announceListening();
    this.#scheduleRecheck(membership);
  }

  #refuse(ref: string | null, refusal: Refusal): void {
    this.context.metrics.add('joinsRefused');
    if (this.#membership) this.context.hub.unsubscribe(this.#membership.topic, this);
    this.#membership = null;
    this.#state = 'refused';
    this.#timer = setTimeout(() => {
      this.replyError(ref, { reason: refusal.reason });
      this.dispose();
      if (refusal.closesSocket) this.#socket.close(1001, 'too many joins');
    }, this.context.errorBackoffMs);
  }

  #answerRefused(frame: Frame): void {
    if (frame.event !== 'phx_leave') {
      this.replyError(frame.ref, { reason: 'unmatched topic' });
      return;
    }
    this.reply(frame.ref);
    this.dispose();
  }

  #enqueue(task: () => void | Promise<void>): void {
    if (this.#queue.run(task)) return;
    this.context.log(`closed a socket: too many frames wait on ${JSON.stringify(this.name)}`);
    this.#socket.close(1008, 'too many frames');
  }

  #handle(frame: Frame): void | Promise<void> {
    const membership = this.#membership;
    if (!membership || this.#state !== 'joined') {
      if (this.#state === 'refused') this.#answerRefused(frame);
      return;
    }
    switch (frame.event) {
      case 'phx_leave':
        return this.#leave(frame);
      case 'access_token':
        return this.#renew(membership, () => replaceToken(this, membership, frame.payload));
      case 'presence':
        return handlePresence(this, membership, frame.ref, frame.payload);
      case 'broadcast': {
        const push = broadcastPushOf(frame);
        return push ? this.#push(push) : undefined;
      }
    }
  }

  #push(push: BroadcastPush): void | Promise<void> {
    if (this.#membership && this.#state === 'joined') return pushBroadcast(this, this.#membership, push);
  }

  /** A leave that names another join is late: that join is closed already. */
  #leave(frame: Frame): void {
    if (frame.joinRef !== null && this.joinRef !== null && frame.joinRef !== this.joinRef) return;
    this.reply(frame.ref);
    this.close();
  }

  #scheduleRecheck(membership: Membership): void {
    clearTimeout(this.#timer);
    const untilExpiryMs = membership.caller.identity.expiresAtSeconds * 1_000 - Date.now();
    const waitMs = Math.max(0, Math.min(this.context.limits.tokenRecheckMs, untilExpiryMs));
    const recheck = () => this.#renew(membership, () => recheckToken(this, membership));
    this.#timer = setTimeout(() => this.#enqueue(recheck), waitMs);
  }

  async #renew(membership: Membership, check: () => Promise<string | null>): Promise<void> {
    const notice = await check();
    if (this.#state !== 'joined') return;
    if (notice === null) this.#scheduleRecheck(membership);
    else this.shutdown(notice);
  }

  async #announceListening(): Promise<void> {
    const listening = await this.context.whenListening(listeningTimeoutMs);
    if (this.#state !== 'joined') return;
    if (listening) this.#system('system', 'ok', 'Replication connection established');
    else this.shutdown('Replication connection was not established in time');
  }

  #crash(error: unknown): void {
    this.context.log(`channel failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    if (this.#state === 'closed') return;
    this.sendEvent('phx_error', {}, this.joinRef);
    this.dispose();
  }

  #system(extension: string, status: 'ok' | 'error', message: string): void {
    this.sendEvent('system', { extension, status, message, channel: this.name });
  }
}
