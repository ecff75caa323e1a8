import { expect, test } from 'vitest';
import { navigationFor, phoneNavigationFor } from '@/components/shell/navigation';

const administrator = {
  organizationSlug: 'acme',
  rights: ['administrator', 'agent'],
  modules: ['livechat', 'people', 'sites', 'settings'],
  managesBilling: true,
} as const;

test.each([true, false])(
  'a phone shows five pages and has all others in its menu (first steps: %s)',
  (isOnboarding) => {
    const keys = (pages: readonly { key: string }[]) => pages.map(({ key }) => key);
    const { bar, menu } = phoneNavigationFor(administrator, { isOnboarding });
    expect(bar).toHaveLength(5);
    expect([...keys(bar), ...keys(menu)]).toEqual(
      keys(navigationFor(administrator, { isOnboarding })).filter((key) => key !== 'offlineMessages'),
    );
  },
);
