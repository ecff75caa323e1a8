/** Whether the runtime, and so the browser's formats, know the zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export type TimeZoneChoice = { name: string; label: string; offset: string };

/** Every zone with its present offset, from west to east. */
export function listTimeZones(locale: string, now: Date): TimeZoneChoice[] {
  const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...names]
    .map((name) => ({ name, minutes: offsetMinutes(name, now) }))
    .sort((a, b) => a.minutes - b.minutes || a.name.localeCompare(b.name, locale))
    .map(({ name, minutes }) => ({
      name,
      label: name.replaceAll('_', ' '),
      offset: formatOffset(minutes),
    }));
}

function offsetMinutes(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d{2}):(\d{2})/.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
