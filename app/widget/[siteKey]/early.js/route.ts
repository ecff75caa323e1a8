import { earlyModule } from '@/lib/visitors/early-module';

export const dynamic = 'force-dynamic';

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ siteKey: string }> },
): Promise<Response> {
  return earlyModule((await params).siteKey);
}
