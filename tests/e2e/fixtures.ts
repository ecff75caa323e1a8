import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { InboxPage } from '@/tests/e2e/pages/inbox-page';
import { WidgetPage } from '@/tests/e2e/pages/widget-page';
import { sessionCookies } from '@/tests/support/accounts';
import { BrowserRecord } from '@/tests/support/browser-record';
import {
  type CustomerWebsite,
  type PageOptions,
  snippetFor,
  startCustomerWebsite,
} from '@/tests/support/customer-website';
import { sharedInstallation } from '@/tests/support/e2e-setup';
import { type Installation, type OwnInstallation, startInstallation } from '@/tests/support/installation';
import { Organization, type Person, type Site, type SiteOptions } from '@/tests/support/organizations';

type VisitOptions = Omit<PageOptions, 'snippet'> & {
  context?: BrowserContext;
  browser?: BrowserContextOptions;
};

type Journey = {
  record: BrowserRecord;
  /** A browser of its own: nobody else's cookies, watched for complaints. */
  openBrowser(who: string, options?: BrowserContextOptions): Promise<BrowserContext>;
  newOrganization(options?: Parameters<typeof Organization.create>[1]): Promise<Organization>;
  /** A site of the organization that may stand on the pages of this worker's website. */
  newSite(organization: Organization, options?: Partial<SiteOptions>): Promise<Site>;
  /** A signed-in browser; the session comes from a real sign-in, without the form. */
  signIn(person: Person, options?: BrowserContextOptions): Promise<BrowserContext>;
  openInbox(person: Person, organization: Organization, options?: BrowserContextOptions): Promise<InboxPage>;
  /** A page of the customer's website, with the widget of the site on it. */
  visit(site: Site, options?: VisitOptions): Promise<WidgetPage>;
};

type Stage = {
  /** True: this file's worker runs an installation of its own, whose parts it may kill. */
  isolated: boolean;
  own: OwnInstallation | null;
  installation: Installation;
  website: CustomerWebsite;
};

export const test = base.extend<Journey, Stage>({
  isolated: [false, { scope: 'worker', option: true }],
  own: [
    async ({ isolated }, use) => {
      const own = isolated ? await startInstallation() : null;
      await use(own);
      await own?.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  installation: [async ({ own }, use) => use(own?.installation ?? sharedInstallation()), { scope: 'worker' }],
  website: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs.
    async ({}, use) => {
      const website = await startCustomerWebsite();
      await use(website);
      await website.stop();
    },
    { scope: 'worker' },
  ],

  record: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs.
    async ({}, use) => {
      const record = new BrowserRecord();
      await use(record);
      expect(record.faults(), 'what the browsers complained about').toEqual([]);
    },
    { auto: true },
  ],
  openBrowser: async ({ browser, record }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      record.watch(context, who);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  newOrganization: async ({ installation }, use) => {
    await use((options) => Organization.create(installation, options));
  },
  newSite: async ({ website }, use) => {
    await use((organization, options) => organization.addSite({ addresses: website.addresses, ...options }));
  },
  signIn: async ({ installation, openBrowser }, use) => {
    await use(async (person, options) => {
      const [context, cookies] = await Promise.all([
        openBrowser(person.nickname, options),
        sessionCookies(installation, person),
      ]);
      await context.addCookies(cookies);
      return context;
    });
  },
  openInbox: async ({ installation, signIn }, use) => {
    await use(async (person, organization, options) => {
      const context = await signIn(person, options);
      const inbox = new InboxPage(
        await context.newPage(),
        `${installation.appUrl}/${organization.slug}/inbox`,
      );
      await inbox.open();
      // From here on conversations may be given to them.
      await expect
        .poll(() => organization.isAvailable(person), { message: `${person.nickname} is available` })
        .toBe(true);
      return inbox;
    });
  },
  visit: async ({ installation, website, openBrowser }, use) => {
    await use(async (site, { context, browser, ...where } = {}) => {
      const visitor = context ?? (await openBrowser('visitor', browser));
      const page = await visitor.newPage();
      await page.goto(website.pageUrl({ snippet: snippetFor(installation.appUrl, site.key), ...where }));
      return new WidgetPage(page);
    });
  },
});

export type { BrowserContext, Page };
export { expect };
