import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Stage } from '@/bench/stage';
import { appEnvironment, cronSecret } from '@/embedded/app-environment';
import { startApp } from '@/embedded/app-server';
import { startDemoShop } from '@/embedded/demo-shop/server';
import { InboxPage } from '@/tests/e2e/pages/inbox-page';
import { WidgetPage } from '@/tests/e2e/pages/widget-page';
import { sessionCookies } from '@/tests/support/accounts';
import { chromiumPath } from '@/tests/support/chromium';

/** The built app, a customer's website with the snippet, and two browsers of their own for the two sides. */
export type Browsers = {
  /** A page of the shop with the chat on it; nothing clicked yet. */
  visitShop(watch?: (page: Page) => void): Promise<WidgetPage>;
  /** The agent's console in a browser that has never seen it. */
  openConsole(watch?: (page: Page) => void): Promise<InboxPage>;
  close(): Promise<void>;
};

/** Two windows on one screen: without these, the one that is not in front is slowed down. */
const BOTH_IN_FRONT = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

export async function openBrowsers(stage: Stage): Promise<Browsers> {
  const { backend, dataDir, appPort, appUrl, shopPort } = stage;
  const stops: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  try {
    const app = await startApp({
      dataDir,
      port: appPort,
      env: { ...appEnvironment(backend, appPort), APP_URL: appUrl, SMTP_URL: backend.smtpUrl },
      log: () => undefined,
    });
    stops.push(() => app.stop());
    const shop = await startDemoShop({ port: shopPort, appUrl, siteKey: stage.site.key });
    stops.push(() => shop.stop());
    const launch = async (): Promise<Browser> => {
      const browser = await chromium.launch({ ...chromiumPath, args: BOTH_IN_FRONT });
      stops.push(() => browser.close());
      return browser;
    };
    const visitors = await launch();
    const agents = await launch();
    const cookies = await sessionCookies(
      { ...backend, appUrl, cronSecret: cronSecret(backend) },
      stage.administrator,
    );
    const newContext = async (browser: Browser): Promise<BrowserContext> => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
      // The compiler that runs these files wraps named functions in this; in the page it does not exist.
      await context.addInitScript('globalThis.__name = (named) => named');
      return context;
    };

    return {
      async visitShop(watch) {
        // A chat starts only where somebody is there to answer.
        await stage.rest.rpc(stage.agent.token, 'set_availability', {
          p_organization: stage.organization.id,
          p_status: 'online',
        });
        const page = await (await newContext(visitors)).newPage();
        watch?.(page);
        await page.goto(`${shop.url}/en/lamps/opale`);
        return new WidgetPage(page);
      },
      async openConsole(watch) {
        const context = await newContext(agents);
        await context.addCookies(cookies);
        const page = await context.newPage();
        watch?.(page);
        const inbox = new InboxPage(page, `${appUrl}/${stage.organization.slug}/inbox`);
        await inbox.open();
        return inbox;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export const uniqueText = (): string => `bench ${randomUUID().slice(0, 8)}`;

export const buildLog = (stage: Stage): string => join(stage.dataDir, 'logs', 'build.log');
