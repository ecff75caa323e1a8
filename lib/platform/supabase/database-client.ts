import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/platform/supabase/database.types';

/** What commands take: a client that speaks as somebody, whoever made it. */
export type DatabaseClient = SupabaseClient<Database>;
