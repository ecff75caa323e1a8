import { expect, type Locator, type Page } from '@playwright/test';

type ListName = 'Queue' | 'My chats' | 'Offline messages' | 'All chats';

/** The agents' workspace in English. */
export class InboxPage {
  readonly thread: Locator;
  readonly composer: Locator;
  readonly details: Locator;
  readonly offlineNotice: Locator;

  constructor(
    readonly page: Page,
    readonly url: string,
  ) {
    this.thread = page.getByRole('log', { name: /^Messages with / });
    this.composer = page.getByRole('textbox', { name: /^Message to / });
    this.details = page.getByRole('complementary', { name: /^Details of / });
    this.offlineNotice = page.getByRole('status').filter({ hasText: /^Offline/ });
  }

  async open(): Promise<void> {
    await this.page.goto(this.url);
    await expect(this.page.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible();
  }

  async showList(name: ListName): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  rows(list: ListName): Locator {
    return this.page.getByRole('list', { name: list, exact: true }).getByRole('listitem');
  }

  row(list: ListName, text: string): Locator {
    return this.rows(list).filter({ hasText: text });
  }

  async openConversation(list: ListName, text: string): Promise<void> {
    await this.showList(list);
    await this.row(list, text).getByRole('link').click();
    await expect(this.thread).toBeVisible();
  }

  acceptButton(text: string, list: ListName = 'Queue'): Locator {
    return this.row(list, text).getByRole('button', { name: /^Accept the conversation with / });
  }

  /** What was said, in the order it stands there; events and days left out. */
  get messages(): Locator {
    return this.thread.getByRole('group').getByRole('paragraph');
  }

  message(text: string): Locator {
    return this.messages.filter({ hasText: text });
  }

  /** The block of messages a text stands in: its name tells who wrote, its foot how far it has come. */
  group(text: string): Locator {
    return this.thread.getByRole('group').filter({ hasText: text });
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await expect(this.composer).toHaveValue('');
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close the conversation' }).click();
  }

  notice(text: string | RegExp): Locator {
    return this.page.getByRole('region', { name: /^Notifications/ }).getByText(text);
  }
}
