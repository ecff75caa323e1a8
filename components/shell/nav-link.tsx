'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';

type NavLinkProps = { href: string; className: string; isExact?: boolean; children: ReactNode };

/** Knows whether it is the current page: styled by aria-current, which screen readers hear too. */
export function NavLink({ href, className, isExact = false, children }: NavLinkProps) {
  const pathname = usePathname();
  const list = useSearchParams().get('list');
  const [path = href, wanted] = href.split('?list=');
  const isHere = pathname === path || (!isExact && pathname.startsWith(`${path}/`));
  // Two entries may lead to the inbox: what they differ in is the list.
  const isCurrent = isHere && (wanted === undefined ? list !== 'offline' : list === wanted);
  return (
    <Link href={href} aria-current={isCurrent ? 'page' : undefined} className={className}>
      {children}
    </Link>
  );
}
