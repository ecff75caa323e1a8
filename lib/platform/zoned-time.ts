import { dateTimeFormat } from '@/lib/platform/format';

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** What clocks of the zone show at the instant, in milliseconds as if it were UTC. */
function wallMs(instantMs: number, timeZone: string): number {
  const parts = dateTimeFormat('en-CA', timeZone, {
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instantMs);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/**
 * The instant at which clocks of the zone show yyyy-mm-ddThh:mm; null for what is no date. Of a time that comes twice
 * the first counts; one that is left out counts as if the clocks had not been moved yet.
 */
export function instantOf(wall: string, timeZone: string): Date | null {
  const match = WALL.exec(wall);
  if (!match) return null;
  const asUtc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== wall) return null;
  // The offsets half a day before and after are those around any change of the clocks.
  const offsets = [-12, 12].map((hours) => {
    const near = asUtc + hours * 3_600_000;
    return wallMs(near, timeZone) - near;
  });
  const found = offsets.map((offset) => asUtc - offset).filter((at) => wallMs(at, timeZone) === asUtc);
  return new Date(found.length > 0 ? Math.min(...found) : asUtc - (offsets[0] ?? 0));
}
