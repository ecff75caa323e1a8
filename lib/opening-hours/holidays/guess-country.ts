/** Node 20 knows the property, later versions the method. */
type WithTimeZones = Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] | undefined };

function timeZonesOf(country: string): readonly string[] {
  const region: WithTimeZones = new Intl.Locale('und', { region: country });
  return region.getTimeZones?.() ?? region.timeZones ?? [];
}

/** Whose clock it is: of several countries with the same, the one the zone is named in. Null for zones of none. */
export function guessCountry(timeZone: string, countries: readonly string[]): string | null {
  // A zone may go by several names; the runtime has one of its own for each.
  const zone = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  return countries.find((country) => timeZonesOf(country).includes(zone)) ?? null;
}
