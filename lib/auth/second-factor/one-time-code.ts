import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with the values every authenticator app understands. */
const PERIOD_SECONDS = 30;
const DIGITS = 6;
/** 160 bits, as long as the hash. */
const SECRET_BYTES = 20;
/** Clocks differ, and people type slowly: the step before and the one after count too. */
const WINDOW = 1;

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

const totp = (secret: string, account = ''): TOTP =>
  new TOTP({
    issuer: 'Foyer',
    label: account,
    algorithm: 'SHA1',
    digits: DIGITS,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** What the QR code holds. */
export const secretUri = (secret: string, account: string): string => totp(secret, account).toString();

/** The time step the code belongs to, or null when it is not right now or its step was used already. */
export function stepOfCode(secret: string, code: string, now: Date, lastStep: number): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  return step > lastStep ? step : null;
}

/** The secret in groups of four, as people type it. */
export const groupSecret = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;
