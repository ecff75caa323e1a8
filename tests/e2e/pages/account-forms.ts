import { expect, type Locator, type Page } from '@playwright/test';

export type FounderInput = {
  organization: string;
  firstName: string;
  lastName: string;
  email: string;
  password: string;
};

/** The pages of people who are not signed in yet: sign-up, sign-in, invitation, forgotten password. */
export class AccountForms {
  readonly email: Locator;
  readonly alert: Locator;

  constructor(
    readonly page: Page,
    readonly appUrl: string,
  ) {
    this.email = page.getByRole('textbox', { name: 'E-mail address' });
    // An empty alert stands ready on every form; only one that says something counts.
    this.alert = page.getByRole('alert').filter({ hasText: /\S/ });
  }

  password(name = 'Password'): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  async signUp(input: FounderInput): Promise<void> {
    await this.page.goto(`${this.appUrl}/sign-up`);
    await this.page.getByRole('textbox', { name: 'Organization' }).fill(input.organization);
    await this.page.getByRole('textbox', { name: 'First name' }).fill(input.firstName);
    await this.page.getByRole('textbox', { name: 'Last name' }).fill(input.lastName);
    await this.email.fill(input.email);
    await this.password().fill(input.password);
    await this.page.getByRole('button', { name: 'Create the organization' }).click();
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<void> {
    await this.email.fill(email);
    await this.password().fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** After a sign-in with a password that somebody else made. */
  async choosePassword(given: string, own: string): Promise<void> {
    await expect(this.heading('Choose your own password')).toBeVisible();
    await this.password('Password you were given').fill(given);
    await this.password('New password').fill(own);
    await this.page.getByRole('button', { name: 'Save and continue' }).click();
  }

  async openSignIn(): Promise<void> {
    await this.page.goto(`${this.appUrl}/sign-in`);
  }

  async join({ email, password }: { email: string; password: string }): Promise<void> {
    await this.email.fill(email);
    await this.password().fill(password);
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
  }

  async askForReset(email: string): Promise<void> {
    await this.page.goto(`${this.appUrl}/forgot-password`);
    await this.email.fill(email);
    await this.page.getByRole('button', { name: 'Send the link' }).click();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }
}
