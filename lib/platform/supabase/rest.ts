import type { PostgrestClient } from '@supabase/postgrest-js';
import type { Database } from '@/lib/platform/supabase/database.types';

/** Tables and functions, whoever is asking: the browser's REST client or the server's whole client. */
export type Rest = Pick<PostgrestClient<Database>, 'from' | 'rpc'>;
