import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { App } from '@supabase/lite';

type StorageAdapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>;
type Described = { mimetype: string; cacheControl: string; eTag: string };

/** Nothing larger reaches the disk, whatever length the request claims; hosted has the same default. */
const OBJECT_BYTES_MAX = 50 * 1024 * 1024;

/**
 * Stored objects as files. A file is named by the hash of its key, so no key can point outside the folder
 * or collide on a file system that ignores case; type and cache rule lie beside it.
 */
export function createFileStore(root: string): StorageAdapter {
  const place = (bucket: string, key: string): string => {
    const name = createHash('sha256').update(`${bucket}\0${key}`).digest('hex');
    return join(root, name.slice(0, 2), name);
  };

  const metadataOf = async (path: string): Promise<Metadata> => {
    const [info, text] = await Promise.all([stat(path), readFile(`${path}.json`, 'utf8')]);
    const described = JSON.parse(text) as Described;
    return {
      ...described,
      contentLength: info.size,
      size: info.size,
      lastModified: info.mtime,
      httpStatusCode: 200,
    };
  };

  const remove = (path: string) =>
    Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]).then(() => undefined);

  return {
    driver: undefined,

    async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
      const path = place(bucket, key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomUUID()}`;
      try {
        const eTag = await writeBody(draft, body);
        await writeDescription(path, { mimetype: contentType, cacheControl, eTag });
        await rename(draft, path);
      } finally {
        await rm(draft, { force: true });
      }
      return metadataOf(path);
    },

    async getObject(bucket, key) {
      const path = place(bucket, key);
      const metadata = await metadataOf(path);
      return {
        metadata,
        httpStatusCode: 200,
        body: Readable.toWeb(createReadStream(path)) as ReadableStream,
      };
    },

    headObject: (bucket, key) => metadataOf(place(bucket, key)),

    deleteObject: (bucket, key) => remove(place(bucket, key)),

    async deleteObjects(bucket, keys) {
      await Promise.all(keys.map((key) => remove(place(bucket, key))));
    },

    async copyObject(sourceBucket, source, _version, destinationBucket, destination) {
      const from = place(sourceBucket, source);
      const to = place(destinationBucket, destination);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await copyFile(`${from}.json`, `${to}.json`);
      await copyFile(from, to);
      const { httpStatusCode, eTag, lastModified } = await metadataOf(to);
      return {
        eTag,
        ...(httpStatusCode ? { httpStatusCode } : {}),
        ...(lastModified ? { lastModified } : {}),
      };
    },

    async privateAssetUrl(bucket, key) {
      return place(bucket, key);
    },
  };
}

async function writeDescription(path: string, description: Described): Promise<void> {
  const draft = await open(`${path}.json.new`, 'w');
  await draft.writeFile(JSON.stringify(description));
  await draft.close();
  await rename(`${path}.json.new`, `${path}.json`);
}

async function writeBody(path: string, body: Parameters<StorageAdapter['uploadObject']>[3]): Promise<string> {
  const hash = createHash('md5');
  const chunks = body instanceof Uint8Array ? [body] : (body as AsyncIterable<Uint8Array>);
  const file = await open(path, 'w');
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > OBJECT_BYTES_MAX) throw new ObjectTooLarge();
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return `"${hash.digest('hex')}"`;
}

export class ObjectTooLarge extends Error {
  override name = 'ObjectTooLarge';
  constructor() {
    super(`The object exceeded the maximum allowed size of ${OBJECT_BYTES_MAX} bytes`);
  }
}
