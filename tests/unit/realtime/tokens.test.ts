import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { TokenVerifier } from '@/embedded/realtime/tokens';

const jwtSecret = randomBytes(32).toString('hex');
const keys = { publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };
const secretBytes = new TextEncoder().encode(jwtSecret);
const nowSeconds = () => Math.floor(Date.now() / 1_000);
const claims = () => ({ role: 'authenticated', sub: 'ana', exp: nowSeconds() + 60 });
const verifier = new TokenVerifier({ jwtSecret, ...keys });

function sign(payload: Record<string, unknown>, header: { alg: string; kid?: string } = { alg: 'HS256' }) {
  return new SignJWT(payload).setProtectedHeader(header).sign(secretBytes);
}

async function failureOf(token: string, by: TokenVerifier = verifier) {
  const verdict = await by.verify(token);
  return verdict.ok ? null : verdict.failure;
}

describe('tokens of the shared secret', () => {
  test.each(['HS256', 'HS384', 'HS512'])('%s is accepted with its claims', async (alg) => {
    const given = { ...claims(), extra: { a: 1 } };
    const verdict = await verifier.verify(await sign(given, { alg }));
    expect(verdict).toMatchObject({
      ok: true,
      identity: { role: 'authenticated', subject: 'ana', claims: given },
    });
  });

  test('an expired token says since when', async () => {
    const failure = await failureOf(await sign({ ...claims(), exp: nowSeconds() - 5 }));
    expect(failure?.code).toBe('InvalidJWTToken');
    expect(failure?.message).toMatch(/^Token has expired [56] seconds ago$/);
  });

  test.each([
    ['role', { exp: nowSeconds() + 60 }],
    ['exp', { role: 'anon' }],
    ['a whole exp', { role: 'anon', exp: nowSeconds() + 60.5 }],
  ])('a token without %s is refused', async (_, payload) => {
    await expect(sign(payload).then((token) => failureOf(token))).resolves.toEqual({
      code: 'InvalidJWTToken',
      message: 'Fields `role` and `exp` are required in JWT',
    });
  });

  test('a signature of another secret is refused', async () => {
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(randomBytes(32));
    await expect(failureOf(token)).resolves.toMatchObject({ code: 'JwtSignatureError' });
  });

  test('changed claims are refused', async () => {
    const [header, , signature] = (await sign(claims())).split('.');
    const body = Buffer.from(JSON.stringify({ ...claims(), role: 'service_role' })).toString('base64url');
    await expect(failureOf(`${header}.${body}.${signature}`)).resolves.toMatchObject({
      code: 'JwtSignatureError',
    });
  });

  test('a token without a signature is refused', async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encode({ alg: 'none' })}.${encode(claims())}.`;
    await expect(failureOf(unsigned)).resolves.toMatchObject({ code: 'JwtSignerError' });
  });

  test.each(['', 'x', 'a.b', 'a.b.c', '..', 'sb_publishable_other'])('"%s" is no token', async (text) => {
    await expect(failureOf(text)).resolves.toMatchObject({ code: 'MalformedJWT' });
  });
});

describe('tokens of a key set', () => {
  test('a known key is accepted, an unknown one is named in the refusal', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'known', alg: 'ES256' }] };
    const withSet = new TokenVerifier({ jwtSecret, jwks, ...keys });
    const signWith = (kid: string) =>
      new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
    await expect(withSet.verify(await signWith('known'))).resolves.toMatchObject({ ok: true });
    await expect(failureOf(await signWith('other'), withSet)).resolves.toEqual({
      code: 'JwtSignerError',
      message:
        'Failed to generate JWT signer for key ID (kid) "other", check your JWT secret or JWKS configuration',
    });
    await expect(failureOf(await signWith('known'))).resolves.toMatchObject({ code: 'JwtSignerError' });
  });

  test('a public key is never taken for a shared secret', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k' };
    const withSet = new TokenVerifier({ jwtSecret, jwks: { keys: [jwk] }, ...keys });
    const forged = await new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', kid: 'k' })
      .sign(new TextEncoder().encode(JSON.stringify(jwk)));
    await expect(failureOf(forged, withSet)).resolves.toMatchObject({ code: 'JwtSignatureError' });
  });

  test('a shared secret of the set is chosen by its id', async () => {
    const other = randomBytes(32);
    const jwks = { keys: [{ kty: 'oct', kid: 'second', k: other.toString('base64url') }] };
    const withSet = new TokenVerifier({ jwtSecret, jwks, ...keys });
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'second' }).sign(other);
    await expect(withSet.verify(token)).resolves.toMatchObject({ ok: true });
  });
});

describe('API keys', () => {
  test('stand for their roles', async () => {
    await expect(verifier.verifyCredential(keys.publishableKey)).resolves.toMatchObject({
      ok: true,
      identity: { role: 'anon', subject: '', token: null },
    });
    await expect(verifier.verifyCredential(keys.secretKey)).resolves.toMatchObject({
      ok: true,
      identity: { role: 'service_role' },
    });
    await expect(verifier.verifyCredential('sb_secret_wrong')).resolves.toMatchObject({ ok: false });
  });

  test('lapse after a day', async () => {
    const verdict = await verifier.verifyCredential(keys.publishableKey);
    if (!verdict.ok) throw new Error('The key was refused.');
    await expect(verifier.recheck(verdict.identity)).resolves.toEqual(verdict);
    expect(verdict.identity.expiresAtSeconds - nowSeconds()).toBeLessThanOrEqual(86_400);
    const lapsed = { ...verdict.identity, expiresAtSeconds: nowSeconds() };
    await expect(verifier.recheck(lapsed)).resolves.toMatchObject({ ok: false });
  });
});
