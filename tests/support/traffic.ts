import type { BrowserContext, Page } from '@playwright/test';

/** Every text a browser was sent, over HTTP and over sockets, from the moment this is called. */
export class Traffic {
  readonly #bodies: Promise<string>[] = [];
  readonly #frames: string[] = [];

  constructor(context: BrowserContext) {
    context.on('response', (response) => {
      const isText = /json|text|javascript/.test(response.headers()['content-type'] ?? '');
      // A body is gone with the page that asked for it.
      if (isText) this.#bodies.push(response.text().catch(() => ''));
    });
    const listen = (page: Page) =>
      page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => this.#frames.push(payload.toString())),
      );
    context.pages().forEach(listen);
    context.on('page', listen);
  }

  async texts(): Promise<string[]> {
    return [...(await Promise.all(this.#bodies)), ...this.#frames];
  }

  socketFrames(): readonly string[] {
    return this.#frames;
  }
}
