'use client';

import { useSignOut } from '@/components/auth/use-sign-out';
import { Button } from '@/components/ui/button';

export function SignOutButton({ label }: { label: string }) {
  return (
    <Button variant="link" onClick={useSignOut()}>
      {label}
    </Button>
  );
}
