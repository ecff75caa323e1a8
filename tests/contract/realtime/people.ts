import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ContractTarget } from '@/tests/support/contract-target';

/** Somebody with a signed token; `claims` are added to the usual ones. */
export class Person {
  readonly id = randomUUID();
  readonly #target: ContractTarget;
  readonly #claims: Record<string, unknown>;

  constructor(target: ContractTarget, claims: Record<string, unknown> = {}) {
    this.#target = target;
    this.#claims = claims;
  }

  /** Each call signs another token, even within one second. */
  token(lifetimeSeconds = 600, secret = this.#target.jwtSecret): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ role: 'authenticated', ...this.#claims, session: randomUUID() })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(this.id)
      .setAudience('authenticated')
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(new TextEncoder().encode(secret));
  }
}
