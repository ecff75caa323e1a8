'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

type NavLinkProps = { href: string; className: string; isExact?: boolean; children: ReactNode };

/** Knows whether it is the current page: styled by aria-current, which screen readers hear too. */
export function NavLink({ href, className, isExact = false, children }: NavLinkProps) {
  const pathname = usePathname();
  const isCurrent = pathname === href || (!isExact && pathname.startsWith(`${href}/`));
  return (
    <Link href={href} aria-current={isCurrent ? 'page' : undefined} className={className}>
      {children}
    </Link>
  );
}
