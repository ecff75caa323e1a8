/** The server reads the address, and adds the site's look to the loader; the loader reads the attribute. */
const loaderUrl = (appUrl: string, siteKey: string): string => `${appUrl}/widget/loader.js?site=${siteKey}`;

/** The one line that installs the chat. */
export const siteSnippet = (appUrl: string, siteKey: string): string =>
  `<script async src="${loaderUrl(appUrl, siteKey)}" data-site="${siteKey}"></script>`;

/** Tag managers drop attributes they do not know from script elements, so the script is made by hand there. */
const tagManagerSnippet = (appUrl: string, siteKey: string): string =>
  `<script>
  (function () {
    var script = document.createElement('script');
    script.async = true;
    script.src = '${loaderUrl(appUrl, siteKey)}';
    script.setAttribute('data-site', '${siteKey}');
    document.body.appendChild(script);
  })();
</script>`;

const nextSnippet = (appUrl: string, siteKey: string): string =>
  `import Script from 'next/script';

<Script src="${loaderUrl(appUrl, siteKey)}" data-site="${siteKey}" />`;

const appSnippet = (appUrl: string, siteKey: string): string =>
  `    <div id="root"></div>
    <script type="module" src="/src/main.js"></script>
    ${siteSnippet(appUrl, siteKey)}
  </body>`;

export const RECIPES = ['html', 'wordpress', 'tagManager', 'shopify', 'builders', 'next', 'app'] as const;
export type Recipe = (typeof RECIPES)[number];

const CODE: Record<Exclude<Recipe, 'wordpress'>, (appUrl: string, siteKey: string) => string> = {
  html: (appUrl, siteKey) => `    …\n    ${siteSnippet(appUrl, siteKey)}\n  </body>`,
  tagManager: tagManagerSnippet,
  shopify: siteSnippet,
  builders: siteSnippet,
  next: nextSnippet,
  app: appSnippet,
};

/** What is pasted into websites of one kind; WordPress has a plugin instead. */
export const recipeCode = (recipe: Exclude<Recipe, 'wordpress'>, appUrl: string, siteKey: string): string =>
  CODE[recipe](appUrl, siteKey);

/** What a page with a policy of its own must let through: the loader, and the frame it opens. */
export const policySources = (appUrl: string): string => {
  const { origin } = new URL(appUrl);
  return `script-src ${origin};\nframe-src ${origin};`;
};
