import type { BrowserContext } from '@playwright/test';

/** Something a browser reports that is no fault in this one test, and why. */
export type Allowed = { text: RegExp; because: string };

export type RecordedResponse = { url: string; status: number; body: () => Promise<string> };

/** Everything browsers complained about during one test, and every answer they got. */
export class BrowserRecord {
  readonly complaints: string[] = [];
  readonly responses: RecordedResponse[] = [];
  readonly #allowed: Allowed[] = [];

  allow(text: RegExp, because: string): void {
    this.#allowed.push({ text, because });
  }

  watch(context: BrowserContext, who: string): void {
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url } = message.location();
      this.complaints.push(`${who}: console: ${message.text()} (${url})`);
    });
    context.on('weberror', (error) => {
      this.complaints.push(`${who}: uncaught: ${error.error().stack ?? error.error().message}`);
    });
    context.on('response', (response) => {
      const url = response.url();
      const status = response.status();
      this.responses.push({ url, status, body: () => response.text() });
      if (status >= 500)
        this.complaints.push(`${who}: ${response.request().method()} ${url} answered ${status}`);
    });
  }

  /** What remains after the exceptions the test has made. */
  faults(): string[] {
    return this.complaints.filter((complaint) => !this.#allowed.some(({ text }) => text.test(complaint)));
  }
}
