import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** How far the visitor's last message has come. */
export type Delivery = 'Sending…' | 'Sent' | 'Delivered' | 'Read';

const escapeExpression = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A page of the customer's website, and the chat on it in English. */
export class WidgetPage {
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly frame: FrameLocator;
  readonly composer: Locator;
  readonly thread: Locator;
  readonly connection: Locator;

  constructor(readonly page: Page) {
    this.launcher = page.getByRole('button', { name: /^(Open|Close) chat/ });
    this.panel = page.getByRole('dialog', { name: 'Chat' });
    this.frame = page.frameLocator('iframe[title="Chat"]');
    this.composer = this.frame.getByRole('textbox', { name: 'Write a message…' });
    this.thread = this.frame.getByRole('log', { name: 'Messages' });
    this.connection = this.frame.getByRole('status').filter({ hasText: /offline|Reconnecting|Trying again/ });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^Open chat/ }).click();
    await expect(this.panel).toBeVisible();
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await expect(this.composer).toHaveValue('');
  }

  message(text: string): Locator {
    return this.thread.getByText(text, { exact: true });
  }

  delivery(state: Delivery | RegExp): Locator {
    return this.thread.getByText(state);
  }

  /** Each of these stands in the thread once, in this order. */
  async expectSaid(texts: readonly string[], options: { timeout?: number } = {}): Promise<void> {
    const any = new RegExp(`^(${texts.map(escapeExpression).join('|')})$`);
    await expect(this.thread.getByText(any)).toHaveText([...texts], options);
  }

  async end(): Promise<void> {
    await this.frame.getByRole('button', { name: 'End conversation' }).click();
    await this.frame.getByRole('button', { name: 'End it' }).click();
    await expect(this.frame.getByText('This conversation has ended.')).toBeVisible();
  }
}
