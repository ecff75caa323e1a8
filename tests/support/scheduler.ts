import type { Installation } from '@/tests/support/installation';

/** Calls scheduled work as the installation's scheduler does. */
export async function runCron(installation: Installation, job: 'mail' | 'billing'): Promise<unknown> {
  const response = await fetch(`${installation.appUrl}/api/cron/${job}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${installation.cronSecret}` },
  });
  if (!response.ok) throw new Error(`/api/cron/${job} answered ${response.status}`);
  return response.json();
}
