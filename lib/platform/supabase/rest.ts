import type { PostgrestClient } from '@supabase/postgrest-js';

/** Tables and functions, whoever is asking: the browser's REST client or the server's whole client. */
export type Rest = Pick<PostgrestClient, 'from' | 'rpc'>;
