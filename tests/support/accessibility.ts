import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG_21_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** No violation of WCAG 2.1 AA on the page and in its frames; in dark, where only colours differ, those. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  // While a page is drawn anew its title is taken out and put back: waited for here, so that axe need not ask.
  await expect(page).toHaveTitle(/\S/);
  expect(
    await violations(axeOn(page).withTags(WCAG_21_AA).disableRules('document-title')),
    `${screen}, light`,
  ).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(axeOn(page).withRules('color-contrast')), `${screen}, dark`).toEqual([]);
}

/** What it finds in several frames is put together in a page opened for that; one frame is judged where it stands. */
const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);

async function violations(axe: AxeBuilder): Promise<string[]> {
  const result = await axe.analyze();
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
  );
}
