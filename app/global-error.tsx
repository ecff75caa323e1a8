'use client';

import { useEffect, useState } from 'react';
import { type FailureLanguage, failureTexts, pageLanguage } from '@/components/shared/failure-texts';
import { PageFailure } from '@/components/shared/page-failure';
import './globals.css';

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** Replaces the whole document when the root layout itself failed. */
export default function GlobalErrorPage({ error, reset }: ErrorPageProps) {
  const [language, setLanguage] = useState<FailureLanguage>('en');
  useEffect(() => setLanguage(pageLanguage()), []);
  const texts = failureTexts(language, error.digest);
  return (
    <html lang={language}>
      <body>
        <title>{texts.title}</title>
        <PageFailure texts={texts} onRetry={reset} />
      </body>
    </html>
  );
}
