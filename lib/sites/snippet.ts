/** The one line that installs the chat. */
export const siteSnippet = (appUrl: string, siteKey: string): string =>
  `<script async src="${appUrl}/widget/loader.js" data-site="${siteKey}"></script>`;

/** Tag managers drop attributes they do not know from script elements, so the script is made by hand there. */
export const tagManagerSnippet = (appUrl: string, siteKey: string): string =>
  `<script>
  (function () {
    var script = document.createElement('script');
    script.async = true;
    script.src = '${appUrl}/widget/loader.js';
    script.setAttribute('data-site', '${siteKey}');
    document.body.appendChild(script);
  })();
</script>`;

export const wordPressSnippet = (appUrl: string, siteKey: string): string =>
  `add_action('wp_footer', function () {
    echo '${siteSnippet(appUrl, siteKey)}';
});`;

export const nextSnippet = (appUrl: string, siteKey: string): string =>
  `import Script from 'next/script';

<Script src="${appUrl}/widget/loader.js" data-site="${siteKey}" />`;
