import type { Locator, Page } from '@playwright/test';

/** Company > Users: the list, and the dialog that adds to it. */
export class UsersPage {
  readonly search: Locator;
  readonly dialog: Locator;
  readonly question: Locator;

  constructor(readonly page: Page) {
    this.search = page.getByRole('searchbox', { name: 'Search by name, e-mail or id' });
    this.dialog = page.getByRole('dialog', { name: 'Add user' });
    this.question = page.getByRole('alertdialog');
  }

  row(nickname: string): Locator {
    return this.page
      .getByRole('row')
      .filter({ has: this.page.getByRole('link', { name: nickname, exact: true }) });
  }

  right(right: string, nickname: string): Locator {
    return this.page.getByRole('switch', { name: `${right}: ${nickname}` });
  }

  /** In the order shown. */
  get edits(): Locator {
    return this.page.getByRole('row').getByRole('link', { name: /^Edit / });
  }

  async openDialog(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add user' }).click();
  }

  async choose(nickname: string, action: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${nickname}` }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }
}
