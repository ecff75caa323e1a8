import 'server-only';
import { unwrap } from '@/lib/platform/errors';
import { serverSupabase } from '@/lib/platform/supabase/server';
import { type AutomaticMessages, automaticMessages } from '@/lib/sites/automatic-messages/schema';

export async function getAutomaticMessages(siteId: string): Promise<AutomaticMessages> {
  const supabase = await serverSupabase();
  const answer = await supabase.from('sites').select('automatic_messages').eq('id', siteId).single();
  return automaticMessages.parse(unwrap(answer).automatic_messages);
}
