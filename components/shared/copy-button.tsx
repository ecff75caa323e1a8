'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import { copyText } from '@/lib/platform/copy-text';

const CONFIRMED_MS = 2000;

type CopyButtonProps = Pick<ButtonProps, 'variant' | 'size' | 'className'> & { text: string; label?: string };

export function CopyButton({ text, label, variant = 'secondary', size = 'sm', className }: CopyButtonProps) {
  const t = useTranslations('shared');
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(setCopied, CONFIRMED_MS, false);
    return () => clearTimeout(timer);
  }, [isCopied]);

  return (
    <Button
      variant={variant}
      size={size}
      className={className}
      onClick={() => void copyText(text).then(setCopied)}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{isCopied ? t('copied') : (label ?? t('copy'))}</span>
    </Button>
  );
}
