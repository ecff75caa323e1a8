'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

const EVERY_MS = 1_500;
const LATE_MS = 20_000;

/** While something paid has not arrived, looks again and again; says when it takes longer than usual. */
export function useAwaitChange(isWaiting: boolean): { isLate: boolean } {
  const router = useRouter();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const asking = setInterval(() => router.refresh(), EVERY_MS);
    const late = setTimeout(() => setLate(true), LATE_MS);
    return () => {
      clearInterval(asking);
      clearTimeout(late);
      setLate(false);
    };
  }, [isWaiting, router]);
  return { isLate };
}
