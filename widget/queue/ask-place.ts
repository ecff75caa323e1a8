import type { QueuePlace } from '@/widget/core/chat-types';
import type { Cancel, Clock } from '@/widget/core/clock';

/** As many are told of each move by themselves. */
const toldPlaces = 50;
const askApartMs = 20_000;

/** Asks for the place now and then while nobody tells it; those who came together do not ask together. */
export function askPlace(clock: Clock, place: QueuePlace | null, ask: () => void): Cancel {
  if (!place || place.position <= toldPlaces) return () => undefined;
  let cancel: Cancel = () => undefined;
  const wait = (): void => {
    cancel = clock.after(askApartMs * (0.75 + clock.random() / 2), () => {
      ask();
      wait();
    });
  };
  wait();
  return () => cancel();
}
