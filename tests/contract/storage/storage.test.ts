import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { client, clientWithToken, signToken } from '../clients';

const target = inject('contractTarget');
const sql = postgres(target.databaseUrl, { max: 1, onnotice: () => undefined });
const service = client(target, 'secret');
const anon = client(target, 'publishable');
const name = `contract_${randomUUID().slice(0, 8)}`;
const closed = `${name}-closed`;
const open = `${name}-open`;

/** In both buckets everybody has a folder of their own, named after them, and may do anything in it. */
beforeAll(async () => {
  await sql.unsafe(`
    create policy ${name} on storage.objects for all to authenticated
    using (bucket_id in ('${closed}', '${open}') and split_part(name, '/', 1) = (select auth.uid())::text)
    with check (bucket_id in ('${closed}', '${open}') and split_part(name, '/', 1) = (select auth.uid())::text)`);
  for (const [bucket, isPublic] of [
    [closed, false],
    [open, true],
  ] as const) {
    const { error } = await service.storage.createBucket(bucket, {
      public: isPublic,
      fileSizeLimit: 2048,
      allowedMimeTypes: ['text/plain', 'image/png', 'text/html'],
    });
    if (error) throw error;
  }
});
afterAll(async () => {
  for (const bucket of [closed, open]) {
    await service.storage.emptyBucket(bucket);
    await service.storage.deleteBucket(bucket);
  }
  await sql.unsafe(`drop policy ${name} on storage.objects`);
  await sql.end({ timeout: 5 });
});

async function person(): Promise<{ id: string; api: SupabaseClient }> {
  const id = randomUUID();
  return { id, api: clientWithToken(target, await signToken(target, { sub: id })) };
}

const textOf = async (blob: Blob | null): Promise<string | undefined> => blob?.text();

describe('files in a closed bucket', () => {
  test('are written, read, replaced and removed by whom the policies name', async () => {
    const ada = await person();
    const path = `${ada.id}/note.txt`;
    const files = ada.api.storage.from(closed);
    expect((await files.upload(path, 'first', { contentType: 'text/plain' })).error).toBeNull();
    expect(await textOf((await files.download(path)).data)).toBe('first');
    expect((await files.upload(path, 'again', { contentType: 'text/plain' })).error).not.toBeNull();
    expect(
      (await files.upload(path, 'second', { contentType: 'text/plain', upsert: true })).error,
    ).toBeNull();
    expect(await textOf((await files.download(path)).data)).toBe('second');
    expect((await files.remove([path])).data).toHaveLength(1);
    expect((await files.download(path)).error).not.toBeNull();
  });

  test('are out of reach for everybody else, by any door', async () => {
    const [ada, bob] = await Promise.all([person(), person()]);
    const path = `${ada.id}/secret.txt`;
    await ada.api.storage.from(closed).upload(path, 'secret', { contentType: 'text/plain' });
    for (const stranger of [bob.api, anon]) {
      const files = stranger.storage.from(closed);
      expect((await files.download(path)).error).not.toBeNull();
      expect((await files.createSignedUrl(path, 60)).error).not.toBeNull();
      expect(
        (await files.upload(`${ada.id}/planted.txt`, 'x', { contentType: 'text/plain' })).error,
      ).not.toBeNull();
      expect(
        (await files.upload(path, 'x', { contentType: 'text/plain', upsert: true })).error,
      ).not.toBeNull();
      expect((await files.move(path, `${bob.id}/mine.txt`)).error).not.toBeNull();
      expect((await files.copy(path, `${bob.id}/mine.txt`)).error).not.toBeNull();
      expect((await files.list(ada.id)).data ?? []).toEqual([]);
      await files.remove([path]);
      await stranger.storage.emptyBucket(closed);
      await stranger.storage.deleteBucket(closed);
      const naked = await fetch(`${target.url}/storage/v1/object/public/${closed}/${path}`);
      expect(naked.ok).toBe(false);
    }
    expect(await textOf((await ada.api.storage.from(closed).download(path)).data)).toBe('secret');
  });

  test('cannot be moved into the folder of somebody else', async () => {
    const [ada, bob] = await Promise.all([person(), person()]);
    const files = ada.api.storage.from(closed);
    await files.upload(`${ada.id}/gift.txt`, 'x', { contentType: 'text/plain' });
    expect((await files.move(`${ada.id}/gift.txt`, `${bob.id}/gift.txt`)).error).not.toBeNull();
    expect((await files.move(`${ada.id}/gift.txt`, `${ada.id}/kept.txt`)).error).toBeNull();
    expect(await textOf((await files.download(`${ada.id}/kept.txt`)).data)).toBe('x');
  });
});

describe('signed addresses', () => {
  test('let anybody read this one file until they expire, under the name asked for', async () => {
    const ada = await person();
    const path = `${ada.id}/report.txt`;
    const files = ada.api.storage.from(closed);
    await files.upload(path, 'numbers', { contentType: 'text/plain' });
    const { data } = await files.createSignedUrl(path, 60, { download: 'Q3 report.txt' });
    const answer = await fetch(data?.signedUrl ?? '');
    expect(await answer.text()).toBe('numbers');
    expect(answer.headers.get('content-disposition')).toContain('attachment');

    const other = (data?.signedUrl ?? '').replace('report.txt?', 'other.txt?');
    expect((await fetch(other)).ok).toBe(false);
    const forged = (data?.signedUrl ?? '').replace(/token=[^&]+/, 'token=x.y.z');
    expect((await fetch(forged)).status).toBe(400);
    const short = await files.createSignedUrl(path, 1);
    await expect
      .poll(async () => (await fetch(short.data?.signedUrl ?? '')).ok, { timeout: 5_000 })
      .toBe(false);
  });

  test('let a browser put exactly one file where it was told to', async () => {
    const ada = await person();
    const path = `${ada.id}/photo.png`;
    const bytes = crypto.getRandomValues(new Uint8Array(500));
    const { data } = await ada.api.storage.from(closed).createSignedUploadUrl(path);
    const sent = await anon.storage
      .from(closed)
      .uploadToSignedUrl(path, data?.token ?? '', new Blob([bytes], { type: 'image/png' }));
    expect(sent.error).toBeNull();
    const stored = await ada.api.storage.from(closed).download(path);
    expect(new Uint8Array((await stored.data?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
    const elsewhere = await anon.storage
      .from(closed)
      .uploadToSignedUrl(`${ada.id}/other.png`, data?.token ?? '', new Blob([bytes], { type: 'image/png' }));
    expect(elsewhere.error).not.toBeNull();
  });
});

describe('what a bucket takes', () => {
  test('keeps the bytes and the type of a browser upload', async () => {
    const ada = await person();
    const bytes = crypto.getRandomValues(new Uint8Array(1000));
    const path = `${ada.id}/pixel.png`;
    await ada.api.storage.from(closed).upload(path, new Blob([bytes], { type: 'image/png' }));
    const { data } = await ada.api.storage.from(closed).download(path);
    expect(data?.type).toBe('image/png');
    expect(new Uint8Array((await data?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
  });

  test('is limited in size and in type, also for the owner of the folder', async () => {
    const ada = await person();
    const files = ada.api.storage.from(closed);
    const large = await files.upload(`${ada.id}/large.txt`, 'x'.repeat(4096), { contentType: 'text/plain' });
    expect(large.error).not.toBeNull();
    const largeForm = new Blob(['x'.repeat(4096)], { type: 'text/plain' });
    expect((await files.upload(`${ada.id}/large.txt`, largeForm)).error).not.toBeNull();
    const program = await files.upload(`${ada.id}/run.sh`, 'echo', { contentType: 'application/x-sh' });
    expect(program.error).not.toBeNull();
    expect((await files.list(ada.id)).data).toEqual([]);
  });
});

describe('an open bucket', () => {
  test('is read by anybody without a key, and written only by whom the policies name', async () => {
    const ada = await person();
    const path = `${ada.id}/face.png`;
    await ada.api.storage.from(open).upload(path, new Blob(['png'], { type: 'image/png' }));
    const { publicUrl } = anon.storage.from(open).getPublicUrl(path).data;
    const answer = await fetch(publicUrl);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(await answer.text()).toBe('png');
    const planted = await anon.storage
      .from(open)
      .upload(`${ada.id}/x.png`, new Blob(['x'], { type: 'image/png' }));
    expect(planted.error).not.toBeNull();
    await anon.storage.from(open).remove([path]);
    expect((await fetch(publicUrl)).status).toBe(200);
  });

  test('never serves a page: what looks like HTML arrives as text', async () => {
    const ada = await person();
    const path = `${ada.id}/page.html`;
    await ada.api.storage.from(open).upload(path, '<script>1</script>', { contentType: 'text/html' });
    const answer = await fetch(anon.storage.from(open).getPublicUrl(path).data.publicUrl);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  });
});
