import 'server-only';
import { clientNetwork } from '@/lib/platform/client-ip';
import { systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { createProcessRateLimit } from '@/lib/platform/process-rate-limit';

/** Every page of a site may knock, and a whole office comes from one address: only a flood is meant. */
const generous = () =>
  createProcessRateLimit({ max: 1200, windowSeconds: 300, subjectsMax: 50_000, clock: systemClock });
const DOORS = { status: generous(), form: generous(), frame: generous() };

/** What anybody may ask of a site before they are a visitor: refuses when their address has asked too often. */
export function limitDoor(door: keyof typeof DOORS, request: Request): void {
  DOORS[door](clientNetwork(request.headers, env().TRUSTED_PROXIES));
}
