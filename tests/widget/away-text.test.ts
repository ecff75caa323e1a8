import { describe, expect, test } from 'vitest';
import { awayText } from '@/widget/frame/away-text';
import { en } from '@/widget/locales/en';
import { fr } from '@/widget/locales/fr';

const closedUntil = (opens: Date | null) => ({
  is_online: false,
  agents: [],
  hours: { is_open: false, opens_at: opens?.toISOString() ?? null, closes_at: null },
});
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

describe('what a visitor reads while it is closed [A28]', () => {
  test('when it opens, by their own clock and in their language', () => {
    const site = closedUntil(new Date(2026, 10, 30, 9, 0));
    expect(plain(awayText(site, 'en', en))).toContain(
      'We are closed. We open Monday, November 30 at 9:00 AM.',
    );
    expect(plain(awayText(site, 'fr', fr))).toMatch(
      /Nous sommes fermés\. Nous ouvrons lundi 30 novembre à 0?9:00\./,
    );
  });

  test('nothing about opening where none is planned', () => {
    expect(awayText(closedUntil(null), 'en', en)).toBe(en.awayNow);
  });
});
