import type { ReactNode } from 'react';
import { IntlProvider } from '@/components/shared/intl-provider';
import { LanguageSwitch } from '@/components/shared/language-switch';
import { Mark } from '@/components/shared/mark';
import { Link } from '@/components/ui/link';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <IntlProvider namespaces={['shared', 'errors', 'auth', 'organizations']}>
      <div className="flex min-h-dvh flex-col px-5 py-6 sm:px-8">
        <header>
          <Link href="/" className="inline-flex items-center gap-2.5 rounded-md font-semibold text-[15px]">
            <Mark /> Foyer
          </Link>
        </header>
        <main className="mx-auto grid w-full max-w-sm flex-1 content-center py-10">{children}</main>
        <footer className="flex justify-center">
          <LanguageSwitch />
        </footer>
      </div>
    </IntlProvider>
  );
}
