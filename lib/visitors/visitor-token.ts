import { importJWK, type JWK, SignJWT } from 'jose';

const LIFETIME_SECONDS = 15 * 60;

export type SignedToken = { token: string; expiresAt: Date };
export type SignVisitorToken = (visitorId: string, now: Date) => Promise<SignedToken>;

type SigningKey = { algorithm: 'HS256' | 'ES256'; keyId: string | undefined; key: CryptoKey | Uint8Array };

async function readSigningKey(text: string): Promise<SigningKey> {
  if (!text.trimStart().startsWith('{')) {
    return { algorithm: 'HS256', keyId: undefined, key: new TextEncoder().encode(text) };
  }
  const jwk = JSON.parse(text) as JWK;
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256' || jwk.d === undefined) {
    throw new Error('VISITOR_JWT_KEY holds a JWK that is not a private P-256 key.');
  }
  return { algorithm: 'ES256', keyId: jwk.kid, key: await importJWK(jwk, 'ES256') };
}

/**
 * The key can sign anybody, so what it signs is fixed here: one visitor, for a quarter of an hour, as an
 * ordinary user. What the visitor may do is read from rows, never from the token.
 */
export function createVisitorTokenSigner(signingKey: string, supabaseUrl: string): SignVisitorToken {
  const ready = readSigningKey(signingKey);
  // Asked again by each call; here it only must not end the process.
  ready.catch(() => undefined);

  return async (visitorId, now) => {
    const { algorithm, keyId, key } = await ready;
    const issuedAt = Math.floor(now.getTime() / 1000);
    const token = await new SignJWT({ role: 'authenticated', app_role: 'visitor' })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) })
      .setSubject(visitorId)
      .setAudience('authenticated')
      .setIssuer(`${supabaseUrl}/auth/v1`)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + LIFETIME_SECONDS)
      .sign(key);
    return { token, expiresAt: new Date((issuedAt + LIFETIME_SECONDS) * 1000) };
  };
}
