'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { invariant } from '@/lib/platform/errors';
import { type BrowserSupabase, createBrowserSupabase } from '@/lib/platform/supabase/browser';
import type { PublicConfig } from '@/lib/platform/supabase/public-config';

const SupabaseContext = createContext<BrowserSupabase | null>(null);

/** One browser client for the whole console. The address and the key come from the server at run time. */
export function SupabaseProvider({ config, children }: { config: PublicConfig; children: ReactNode }) {
  const [supabase] = useState(() => createBrowserSupabase(config));
  return <SupabaseContext value={supabase}>{children}</SupabaseContext>;
}

export function useSupabase(): BrowserSupabase {
  const supabase = useContext(SupabaseContext);
  invariant(supabase, 'useSupabase is called below SupabaseProvider');
  return supabase;
}
