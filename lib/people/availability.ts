export const AVAILABILITY_STATUSES = ['online', 'away'] as const;
export type AvailabilityStatus = (typeof AVAILABILITY_STATUSES)[number];

/** What the functions heartbeat and set_availability answer. */
export type AvailabilityAnswer = { status: AvailabilityStatus; lease_expires_at: string | null };

/** The server counts an agent as present this long after a heartbeat; see private.lease(). */
export const LEASE_MS = 100_000;
export const HEARTBEAT_MS = 30_000;

export const isAvailabilityStatus = (value: unknown): value is AvailabilityStatus =>
  AVAILABILITY_STATUSES.some((status) => status === value);
