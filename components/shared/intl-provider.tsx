import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Messages } from '@/lib/i18n/catalogue';

type IntlProviderProps = { namespaces: readonly (keyof Messages)[]; children: ReactNode };

/** Gives client components below it the texts of the capabilities they show, and no others. */
export async function IntlProvider({ namespaces, children }: IntlProviderProps) {
  const messages = await getMessages();
  const chosen = Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]));
  return <NextIntlClientProvider messages={chosen}>{children}</NextIntlClientProvider>;
}
