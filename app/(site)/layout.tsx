import type { ReactNode } from 'react';
import { IntlProvider } from '@/components/shared/intl-provider';
import { LanguageSwitch } from '@/components/shared/language-switch';

export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <IntlProvider namespaces={['shared']}>
      <div className="flex min-h-dvh flex-col">
        <div className="flex-1">{children}</div>
        <footer className="mx-auto flex w-full max-w-6xl justify-end px-5 py-6 sm:px-8">
          <LanguageSwitch />
        </footer>
      </div>
    </IntlProvider>
  );
}
