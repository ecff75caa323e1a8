import { showFrame } from '@/lib/visitors/show-frame';

export const dynamic = 'force-dynamic';

export async function GET(
  request: Request,
  { params }: { params: Promise<{ siteKey: string }> },
): Promise<Response> {
  return showFrame((await params).siteKey, request);
}
