import type { Locator, Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

/** An authenticator app: knows the key and the time, and shows no code twice. */
export class AuthenticatorApp {
  readonly #key: Secret;
  #lastStep = 0;

  constructor(key: string) {
    this.#key = Secret.fromBase32(key.replaceAll(' ', ''));
  }

  /** The code of now or, where that was shown already, the next one, which counts 30 seconds early. */
  nextCode(): string {
    const step = Math.max(Math.floor(Date.now() / 30_000), this.#lastStep + 1);
    this.#lastStep = step;
    return this.codeOf(step);
  }

  lastCode(): string {
    return this.codeOf(this.#lastStep);
  }

  private codeOf(step: number): string {
    return new TOTP({ secret: this.#key }).generate({ timestamp: step * 30_000 });
  }
}

/** The part of My account about how one signs in. */
export class SecurityPage {
  readonly dialog: Locator;
  readonly sessions: Locator;

  constructor(
    readonly page: Page,
    readonly url: string,
  ) {
    this.dialog = page.getByRole('dialog');
    this.sessions = page.getByRole('listitem').filter({ hasText: /last seen/ });
  }

  async open(): Promise<void> {
    await this.page.goto(this.url);
  }

  /** Turns the second factor on as its owner does; answers the app and the recovery codes. */
  async turnOn(password: string): Promise<{ app: AuthenticatorApp; codes: string[] }> {
    await this.page.getByRole('button', { name: 'Turn on' }).click();
    await this.dialog.getByLabel('Your password').fill(password);
    await this.dialog.getByRole('button', { name: 'Continue' }).click();
    await this.dialog.getByRole('img', { name: 'QR code with the key' }).waitFor();
    const app = new AuthenticatorApp((await this.dialog.locator('code').textContent()) ?? '');
    await this.dialog.getByLabel('Code from the app').fill(app.nextCode());
    await this.dialog.getByRole('button', { name: 'Turn on' }).click();
    await this.dialog.getByRole('heading', { name: 'Keep your recovery codes' }).waitFor();
    const codes = await this.dialog.getByRole('listitem').allInnerTexts();
    return { app, codes };
  }

  async keepCodes(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'I have kept them' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
