import { expect, type Locator, type Page } from '@playwright/test';

export type SectionName =
  | 'Personal'
  | 'E-mail address'
  | 'Rights and modules'
  | 'Channels and limits'
  | 'Expertise'
  | 'Localization'
  | 'Password'
  | 'Advanced';

/** A member's account in English, by its sections. */
export class MemberPage {
  constructor(readonly page: Page) {}

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.section('Personal')).toBeVisible();
  }

  section(name: SectionName): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  save(name: SectionName): Locator {
    return this.section(name).getByRole('button', { name: 'Save', exact: true });
  }

  /** Saves one section and waits until it says so. */
  async saved(name: SectionName): Promise<void> {
    await this.save(name).click();
    await expect(this.section(name).getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await expect(this.save(name)).toBeDisabled();
  }
}
