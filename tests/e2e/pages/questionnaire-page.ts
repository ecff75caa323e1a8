import type { Locator, Page } from '@playwright/test';

/** The editor of a questionnaire in English. */
export class QuestionnairePage {
  readonly name: Locator;
  readonly save: Locator;
  readonly questions: Locator;
  readonly choices: Locator;

  constructor(readonly page: Page) {
    this.name = page.getByRole('textbox', { name: 'Name', exact: true });
    this.save = page.getByRole('button', { name: 'Save', exact: true });
    this.questions = page.getByRole('list', { name: 'Questions' }).getByRole('listitem');
    this.choices = this.questions.getByRole('textbox', { name: /^Choice \d/ });
  }

  get last(): Locator {
    return this.questions.last();
  }

  /** The new question has the focus, and so its text is simply typed. */
  async add(type: string, question: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a question' }).click();
    await this.page.getByRole('menuitem', { name: type, exact: true }).click();
    await this.page.keyboard.type(question);
  }
}
