'use server';

import { refresh } from 'next/cache';
import { memberAction } from '@/lib/auth/member-action';
import { endOtherSessions, endSession } from '@/lib/auth/sessions/commands';
import { endOtherSessionsInput, endSessionInput } from '@/lib/auth/sessions/schema';

export const endSessionAction = memberAction
  .metadata({ name: 'auth.end-session', module: null })
  .inputSchema(endSessionInput)
  .action(async ({ parsedInput: { session }, ctx }) => {
    await endSession(ctx.supabase, session);
    refresh();
    return { ended: 1 };
  });

export const endOtherSessionsAction = memberAction
  .metadata({ name: 'auth.end-other-sessions', module: null })
  .inputSchema(endOtherSessionsInput)
  .action(async ({ ctx }) => {
    const ended = await endOtherSessions(ctx.supabase);
    refresh();
    return { ended };
  });
