import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Chime, chimeLengthSeconds, createChime } from '@/lib/conversations/chime';

type Tone = { startsAt: number; endsAt: number; onended: (() => void) | null };

/** A browser's: asleep until it may and has woken; its own clock stands still while it sleeps. */
class ScriptedContext {
  static latest: ScriptedContext;
  /** What the browser does about being asked to wake: at once, not yet, or not at all. */
  static waking: 'at once' | 'later' | 'refused' = 'at once';
  state: AudioContextState = 'suspended';
  currentTime = 0;
  destination = {};
  tones: Tone[] = [];
  #waiting: (() => void)[] = [];

  constructor() {
    ScriptedContext.latest = this;
  }
  resume(): Promise<void> {
    if (this.state === 'closed' || ScriptedContext.waking === 'refused')
      return Promise.reject(new DOMException('No', 'InvalidStateError'));
    const woken = new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (ScriptedContext.waking === 'at once') this.wakeUp();
    return woken;
  }
  get isAskedToWake(): boolean {
    return this.#waiting.length > 0;
  }
  wakeUp(): void {
    this.state = 'running';
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
  suspend(): Promise<void> {
    this.state = 'suspended';
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }
  createOscillator() {
    const tone = { startsAt: 0, endsAt: 0, onended: null as Tone['onended'] };
    this.tones.push(tone);
    return {
      frequency: { value: 0 },
      connect: (next: unknown) => next,
      start: (at: number) => {
        tone.startsAt = at;
      },
      stop: (at: number) => {
        tone.endsAt = at;
      },
      set onended(heard: Tone['onended']) {
        tone.onended = heard;
      },
    };
  }
  createGain() {
    const gain = {
      setValueAtTime: () => gain,
      linearRampToValueAtTime: () => gain,
      exponentialRampToValueAtTime: () => gain,
    };
    return { gain, connect: (next: unknown) => next };
  }
  /** Time passes for it, which only a running one notices. */
  pass(seconds: number): void {
    if (this.state !== 'running') return;
    const from = this.currentTime;
    this.currentTime += seconds;
    for (const tone of this.tones)
      if (tone.endsAt > from && tone.endsAt <= this.currentTime) tone.onended?.();
  }
}

const settle = () => new Promise(setImmediate);

describe('the chime', () => {
  let now: number;
  let chime: Chime;

  const context = () => ScriptedContext.latest;
  const pass = async (seconds: number) => {
    now += seconds * 1000;
    context().pass(seconds);
    await settle();
  };
  const unlock = async () => {
    chime.unlock();
    await settle();
  };
  const play = async () => {
    chime.play();
    await settle();
  };

  beforeEach(() => {
    vi.stubGlobal('AudioContext', ScriptedContext);
    ScriptedContext.waking = 'at once';
    now = 1_000_000;
    chime = createChime(() => now);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('sounds only after a gesture, and not for what was called before it', async () => {
    await play();
    await unlock();
    expect(context().tones).toEqual([]);
    await play();
    expect(context().tones.map(({ startsAt }) => startsAt)).toEqual([0, 0.13]);
  });

  it('is awake only while it sounds', async () => {
    await unlock();
    expect(context().state).toBe('suspended');
    await play();
    await pass(chimeLengthSeconds);
    expect(context().state).toBe('running');
    await pass(chimeLengthSeconds);
    expect(context().state).toBe('suspended');
    await unlock();
    expect(context().state).toBe('suspended');
    await play();
    expect(context().tones).toHaveLength(4);
    expect(context().state).toBe('running');
  });

  it('sounds when it is unlocked and played in one gesture', async () => {
    chime.unlock();
    await play();
    expect(context().tones).toHaveLength(2);
    expect(context().state).toBe('running');
  });

  it('does not sound when it wakes too late, and sleeps again', async () => {
    await unlock();
    ScriptedContext.waking = 'later';
    await play();
    now += 1000;
    context().wakeUp();
    await settle();
    expect(context().tones).toEqual([]);
    expect(context().state).toBe('suspended');
  });

  it('asks the next gesture to wake it when it could not by itself', async () => {
    await unlock();
    ScriptedContext.waking = 'refused';
    await play();
    now += 5000;
    ScriptedContext.waking = 'later';
    await unlock();
    expect(context().isAskedToWake).toBe(true);
    context().wakeUp();
    await settle();
    expect(context().tones).toEqual([]);
    ScriptedContext.waking = 'at once';
    await play();
    expect(context().tones).toHaveLength(2);
  });

  it('sleeps after the last of two that overlap', async () => {
    await unlock();
    await play();
    await pass(0.3);
    await play();
    expect(context().tones.map(({ startsAt }) => startsAt)).toEqual([0, 0.13, 0.3, 0.43]);
    await pass(0.4);
    expect(context().state).toBe('running');
    await pass(0.3);
    expect(context().state).toBe('suspended');
  });

  it('stays awake for a call in the very moment the one before dies away', async () => {
    await unlock();
    await play();
    chime.play();
    await pass(0.7);
    expect(context().tones).toHaveLength(4);
    expect(context().state).toBe('running');
  });

  it('is heard once when two call while it wakes', async () => {
    await unlock();
    ScriptedContext.waking = 'later';
    await play();
    await play();
    context().wakeUp();
    await settle();
    expect(context().tones).toHaveLength(2);
    await pass(1);
    expect(context().state).toBe('suspended');
  });

  it('stays silent when it is disposed of while it wakes', async () => {
    await unlock();
    ScriptedContext.waking = 'later';
    await play();
    const disposed = context();
    chime.dispose();
    disposed.wakeUp();
    await settle();
    expect(disposed.tones).toEqual([]);
  });
});
