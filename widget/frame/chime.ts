let context: AudioContext | null = null;

/** Two soft notes, made on the spot: there is no file to fetch. Silent where the browser does not allow it yet. */
export async function playChime(): Promise<void> {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    const start = context.currentTime;
    for (const [index, frequency] of [660, 880].entries()) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const at = start + index * 0.12;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.08, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.4);
    }
  } catch {
    // No sound device, or no permission: the badge still shows it.
  }
}
