'use client';

import { useEffect, useState } from 'react';
import { type FailureLanguage, failureTexts, pageLanguage } from '@/components/shared/failure-texts';
import { PageFailure } from '@/components/shared/page-failure';

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const [language, setLanguage] = useState<FailureLanguage>('en');
  useEffect(() => setLanguage(pageLanguage()), []);
  return <PageFailure texts={failureTexts(language, error.digest)} onRetry={reset} />;
}
