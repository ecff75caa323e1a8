'use client';

import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Mark } from '@/components/shared/mark';
import { useMember } from '@/components/shell/member-provider';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuLink,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Link } from '@/components/ui/link';

export type OrganizationChoice = { slug: string; name: string };

export function OrganizationMenu({ organizations }: { organizations: readonly OrganizationChoice[] }) {
  const t = useTranslations('shell');
  const { organizationName, organizationSlug } = useMember();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-start transition-colors hover:bg-hover max-lg:justify-center">
        <Mark className="size-7 shrink-0" />
        <span className="min-w-0 flex-1 truncate font-semibold text-sm max-lg:sr-only">
          {organizationName}
        </span>
        <span className="sr-only">, {t('switchOrganization')}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground max-lg:hidden" />
      </DropdownMenuTrigger>
      <DropdownMenuContent label={t('switchOrganization')} className="w-60">
        <DropdownMenuGroup label={t('switchOrganization')}>
          {organizations.map(({ slug, name }) => (
            <DropdownMenuLink key={slug}>
              {/* A full load: nothing of one organization stays in memory for the other. */}
              <a href={`/${slug}`} aria-current={slug === organizationSlug ? 'true' : undefined}>
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {slug === organizationSlug ? <Check aria-hidden className="text-accent" /> : null}
              </a>
            </DropdownMenuLink>
          ))}
        </DropdownMenuGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLink>
          <Link href="/new">
            <Plus aria-hidden /> {t('newOrganization')}
          </Link>
        </DropdownMenuLink>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
