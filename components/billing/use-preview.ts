'use client';

import { useEffect, useState } from 'react';
import { useErrorText } from '@/components/shared/use-error-text';
import { previewAction } from '@/lib/billing/actions';
import type { BillingInterval } from '@/lib/billing/plans';
import type { Preview } from '@/lib/billing/schema';

export type PreviewState = { preview: Preview | null; failure: string | null; isLoading: boolean };
type AskedPreview = PreviewState & { askAgain: () => void };

const PAUSE_MS = 350;

/** What the choice costs, by Stripe, asked when nobody has typed for a moment; null for no choice. */
export function usePreview(
  organization: string,
  quantity: number | null,
  interval: BillingInterval,
): AskedPreview {
  const errorText = useErrorText();
  const [round, setRound] = useState(0);
  const key = quantity === null ? null : `${quantity}-${interval}-${round}`;
  const [answer, setAnswer] = useState<{
    key: string;
    preview: Preview | null;
    failure: string | null;
  } | null>(null);

  useEffect(() => {
    if (key === null || quantity === null) return;
    let isCurrent = true;
    const ask = async () => {
      const result = await previewAction({ organization, quantity, interval }).catch(() => ({
        data: undefined,
        serverError: { code: 'offline' },
      }));
      if (!isCurrent) return;
      const { data, serverError } = result;
      setAnswer({
        key,
        preview: data ?? null,
        failure: data ? null : errorText(serverError ?? { code: 'value_is_invalid' }),
      });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key, organization, quantity, interval, errorText]);

  const askAgain = () => setRound((before) => before + 1);
  if (key === null) return { preview: null, failure: null, isLoading: false, askAgain };
  if (answer?.key !== key) return { preview: null, failure: null, isLoading: true, askAgain };
  return { preview: answer.preview, failure: answer.failure, isLoading: false, askAgain };
}
