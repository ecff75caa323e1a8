import { UserError } from '@/lib/platform/errors';

/** The body as text, and no more of it than may be there; bytes that are no text are refused. */
export async function readBody(request: Request, bytesMax: number): Promise<string> {
  const tooLarge = () => new UserError('body_is_too_large', { status: 413 });
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let text = '';
  try {
    // The announced length may be missing, or a lie.
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) throw tooLarge();
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('body_is_invalid', { status: 400, cause: error });
  }
}
