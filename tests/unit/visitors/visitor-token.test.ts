import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { createVisitorTokenSigner } from '@/lib/visitors/visitor-token';

const secret = 'a secret that is used by this test only, and long';
const project = 'https://project.example';
const visitorId = '6f1f2a34-90de-4a51-8f0b-0c4b5c6d7e8f';
const now = new Date('2030-01-15T09:00:00.500Z');

describe('a visitor’s token', () => {
  test('names one visitor as an ordinary user, for a quarter of an hour', async () => {
    const { token, expiresAt } = await createVisitorTokenSigner(secret, project)(visitorId, now);
    const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(secret), {
      currentDate: now,
    });
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(payload).toEqual({
      sub: visitorId,
      role: 'authenticated',
      aud: 'authenticated',
      app_role: 'visitor',
      iss: `${project}/auth/v1`,
      iat: Date.parse('2030-01-15T09:00:00Z') / 1000,
      exp: Date.parse('2030-01-15T09:15:00Z') / 1000,
    });
    expect(expiresAt.toISOString()).toBe('2030-01-15T09:15:00.000Z');
  });

  test('is signed with ES256 and the key’s id when the key is a private JWK', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'imported-1' });
    const { token } = await createVisitorTokenSigner(jwk, project)(visitorId, now);
    const { payload, protectedHeader } = await jwtVerify(token, publicKey, { currentDate: now });
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: 'imported-1' });
    expect(payload.sub).toBe(visitorId);
  });

  test('is not made with a key that cannot sign', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const sign = createVisitorTokenSigner(JSON.stringify(await exportJWK(publicKey)), project);
    await expect(sign(visitorId, now)).rejects.toThrow('not a private P-256 key');
  });
});
