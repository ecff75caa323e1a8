import type { Messages as FoyerMessages } from '@/lib/i18n/catalogue';
import type { Locale as FoyerLocale } from '@/lib/i18n/locales';

declare module 'next-intl' {
  interface AppConfig {
    Locale: FoyerLocale;
    Messages: FoyerMessages;
  }
}
