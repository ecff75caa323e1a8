/** Two soft notes, made in code: nothing to download, and the same everywhere. */
const notes = [
  { hertz: 784, atSeconds: 0 },
  { hertz: 1046.5, atSeconds: 0.13 },
];
export const chimeLengthSeconds = 0.5;
const loudness = 0.16;

export interface Chime {
  /** To be called in a click or a key press: browsers allow no sound before one. */
  unlock(): void;
  /** Silent until unlocked. */
  play(): void;
  dispose(): void;
}

export function createChime(): Chime {
  let context: AudioContext | null = null;
  return {
    unlock() {
      context ??= new AudioContext();
      // A browser may put it to sleep again later, so every gesture asks.
      if (context.state === 'suspended') void context.resume();
    },
    play() {
      if (!context) return;
      // Notes written into a sleeping context would all sound when it wakes.
      const isAsleep = context.state !== 'running' && context.currentTime > 0;
      if (isAsleep) return;
      for (const note of notes) ring(context, note.hertz, context.currentTime + note.atSeconds);
    },
    dispose() {
      void context?.close();
      context = null;
    },
  };
}

function ring(context: AudioContext, hertz: number, at: number): void {
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
}
