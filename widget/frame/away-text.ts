import type { SiteStatus } from '@/widget/core/chat-types';
import type { Texts } from '@/widget/locales/texts';

/** Why nobody answers now, and from when on somebody does, by the visitor's own clock. */
export const awayText = ({ hours }: SiteStatus, locale: string, texts: Texts): string =>
  hours.opens_at
    ? texts.closedUntil(
        new Date(hours.opens_at).toLocaleString(locale, {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          hour: 'numeric',
          minute: '2-digit',
        }),
      )
    : texts.awayNow;
