import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Organization } from '@/tests/support/organizations';

/** Company > Users > Import, as somebody with a file uses it. */
export class ImportPage {
  constructor(
    readonly page: Page,
    readonly organization: Organization,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.organization.installation.appUrl}/${this.organization.slug}/people/import`);
  }

  async choose(name: string, lines: readonly string[]): Promise<void> {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) };
    await this.page.locator('input[type=file]').setInputFiles(file);
  }

  async chooseFile(path: string): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles(path);
  }

  async start(count: number): Promise<void> {
    const people = count === 1 ? '1 user' : `${count} users`;
    await this.page.getByRole('button', { name: `Import ${people}` }).click();
  }

  /** The lines of the result, without the mark a spreadsheet wants. */
  async result(): Promise<string[]> {
    const taken = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Download the result' }).click();
    const text = await readFile(await (await taken).path(), 'utf8');
    return text.replace('\uFEFF', '').trim().split('\r\n');
  }
}
