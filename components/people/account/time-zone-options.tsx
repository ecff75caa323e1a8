import type { TimeZoneChoice } from '@/lib/people/time-zones';

export function TimeZoneOptions({
  choices,
  current,
}: {
  choices: readonly TimeZoneChoice[];
  current: string;
}) {
  const isListed = choices.some(({ name }) => name === current);
  return (
    <>
      {/* A zone under an older name stays selectable, or saving something else would change it. */}
      {isListed ? null : <option value={current}>{current}</option>}
      {choices.map(({ name, label, offset }) => (
        <option key={name} value={name}>
          {label} ({offset})
        </option>
      ))}
    </>
  );
}
