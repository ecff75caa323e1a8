import { timingSafeEqual } from 'node:crypto';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet } from 'jose';
import { isRecord } from '@/embedded/realtime/frames';

export interface Identity {
  role: string;
  subject: string;
  claims: Record<string, unknown>;
  expiresAtSeconds: number;
  /** Null for an API key, which needs no second verification. */
  token: string | null;
}

export interface TokenFailure {
  code: 'InvalidJWTToken' | 'MalformedJWT' | 'JwtSignatureError' | 'JwtSignerError';
  message: string;
}

export type TokenVerdict = { ok: true; identity: Identity } | { ok: false; failure: TokenFailure };

export interface TokenSettings {
  jwtSecret: string;
  jwks?: JSONWebKeySet | undefined;
  publishableKey: string;
  secretKey: string;
}

type VerificationKey = Parameters<typeof compactVerify>[1];

const hmacAlgorithms = ['HS256', 'HS384', 'HS512'];
const apiKeyLifetimeSeconds = 24 * 60 * 60;

/** Turns API keys and tokens into identities, with the failures and texts of the real server. */
export class TokenVerifier {
  readonly #settings: TokenSettings;
  readonly #secret: Uint8Array;
  readonly #keySet: ReturnType<typeof createLocalJWKSet> | null;

  constructor(settings: TokenSettings) {
    this.#settings = settings;
    this.#secret = new TextEncoder().encode(settings.jwtSecret);
    this.#keySet = settings.jwks ? createLocalJWKSet(settings.jwks) : null;
  }

  /** An API key, publishable or secret, or a token. */
  async verifyCredential(credential: string): Promise<TokenVerdict> {
    const role = this.#roleOfApiKey(credential);
    if (!role) return this.verify(credential);
    const expiresAtSeconds = nowSeconds() + apiKeyLifetimeSeconds;
    const claims = { role, exp: expiresAtSeconds };
    return { ok: true, identity: { role, subject: '', claims, expiresAtSeconds, token: null } };
  }

  async verify(token: string): Promise<TokenVerdict> {
    const header = protectedHeader(token);
    if (!header) return failed('MalformedJWT', 'The token provided is not a valid JWT');
    const key = await this.#keyFor(header);
    if (!key) return failed('JwtSignerError', signerMessage(header.kid));
    try {
      const { payload } = await compactVerify(token, key, { algorithms: [header.alg] });
      return readClaims(token, payload);
    } catch (error) {
      return error instanceof errors.JWSSignatureVerificationFailed
        ? failed('JwtSignatureError', 'Failed to validate JWT signature')
        : failed('MalformedJWT', 'The token provided is not a valid JWT');
    }
  }

  /** The same identity again, later: an API key until it lapses, a token as if it were new. */
  async recheck(identity: Identity): Promise<TokenVerdict> {
    if (identity.token !== null) return this.verify(identity.token);
    return checkExpiry(identity.expiresAtSeconds) ?? { ok: true, identity };
  }

  #roleOfApiKey(credential: string): 'anon' | 'service_role' | null {
    if (isSame(credential, this.#settings.publishableKey)) return 'anon';
    if (isSame(credential, this.#settings.secretKey)) return 'service_role';
    return null;
  }

  async #keyFor(header: TokenHeader): Promise<VerificationKey | null> {
    if (hmacAlgorithms.includes(header.alg)) return this.#sharedSecretOf(header.kid) ?? this.#secret;
    try {
      return (await this.#keySet?.({ ...header })) ?? null;
    } catch {
      return null;
    }
  }

  #sharedSecretOf(kid: string | undefined): Uint8Array | null {
    if (kid === undefined) return null;
    const key = this.#settings.jwks?.keys.find(
      (candidate) => candidate.kty === 'oct' && candidate.kid === kid,
    );
    return typeof key?.k === 'string' ? Buffer.from(key.k, 'base64url') : null;
  }
}

interface TokenHeader {
  alg: string;
  kid?: string;
}

function protectedHeader(token: string): TokenHeader | null {
  if (token.split('.').length !== 3) return null;
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (typeof alg !== 'string') return null;
    return kid === undefined ? { alg } : { alg, kid };
  } catch {
    return null;
  }
}

function readClaims(token: string, payload: Uint8Array): TokenVerdict {
  const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
  if (!isRecord(claims)) return failed('MalformedJWT', 'The token provided is not a valid JWT');
  const { role, exp, iat, sub } = claims;
  if (typeof role !== 'string' || typeof exp !== 'number' || !Number.isInteger(exp)) {
    return failed('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT');
  }
  if (iat !== undefined && typeof iat !== 'number') {
    return failed('MalformedJWT', 'The token provided is not a valid JWT');
  }
  const subject = typeof sub === 'string' ? sub : '';
  return checkExpiry(exp) ?? { ok: true, identity: { role, subject, claims, expiresAtSeconds: exp, token } };
}

function checkExpiry(expiresAtSeconds: number): TokenVerdict | null {
  const elapsed = nowSeconds() - expiresAtSeconds;
  if (elapsed < 0) return null;
  return failed('InvalidJWTToken', `Token has expired ${elapsed} seconds ago`);
}

function failed(code: TokenFailure['code'], message: string): TokenVerdict {
  return { ok: false, failure: { code, message } };
}

function signerMessage(kid: string | undefined): string {
  const named = kid === undefined ? '' : ` for key ID (kid) ${JSON.stringify(kid)}`;
  return `Failed to generate JWT signer${named}, check your JWT secret or JWKS configuration`;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
