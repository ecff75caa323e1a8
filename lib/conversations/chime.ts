/** Two soft notes, made in code: nothing to download, and the same everywhere. */
const notes = [
  { hertz: 784, atSeconds: 0 },
  { hertz: 1046.5, atSeconds: 0.13 },
];
export const chimeLengthSeconds = 0.5;
const loudness = 0.16;
/** A call heard later than this would be taken for another one. */
const lateMs = 1000;

export interface Chime {
  /** To be called in a click or a key press: browsers allow no sound before one. */
  unlock(): void;
  /** Silent until unlocked. */
  play(): void;
  dispose(): void;
}

/** Awake only while it sounds: a context left running plays silence, for 2 % of a core all day. */
export function createChime(now: () => number = Date.now): Chime {
  let context: AudioContext | null = null;
  let needsGesture = true;
  let dueUntil = 0;
  let tonesLeft = 0;

  const sleep = () => {
    if (tonesLeft === 0 && now() >= dueUntil) context?.suspend().catch(ignore);
  };

  const ring = (awake: AudioContext) => {
    dueUntil = 0;
    tonesLeft += notes.length;
    for (const { hertz, atSeconds } of notes) {
      const tone = startTone(awake, hertz, awake.currentTime + atSeconds);
      tone.onended = () => {
        tonesLeft -= 1;
        sleep();
      };
    }
  };

  // Notes are written only once it runs: those written into a sleeping context all sound whenever it wakes.
  const wake = () =>
    context?.resume().then(() => {
      needsGesture = false;
      if (context && now() < dueUntil) ring(context);
      else sleep();
    }, ignore);

  return {
    unlock() {
      if (!needsGesture) return;
      context ??= new AudioContext();
      void wake();
    },
    play() {
      if (!context) return;
      // Unless it wakes: the browser may have taken back what an earlier gesture allowed.
      needsGesture = true;
      dueUntil = now() + lateMs;
      void wake();
    },
    dispose() {
      void context?.close();
      context = null;
    },
  };
}

/** Refused, or disposed of meanwhile: there is nothing to hear. */
const ignore = () => undefined;

function startTone(context: AudioContext, hertz: number, at: number): OscillatorNode {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.type = 'sine';
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + chimeLengthSeconds);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + chimeLengthSeconds);
  return tone;
}
