const bare = (host: string): string => (host.startsWith('www.') ? host.slice(4) : host);

function belongsTo(host: string, address: string): boolean {
  return address.startsWith('*.') ? host.endsWith(address.slice(1)) : bare(host) === bare(address);
}

/**
 * The way back to where a visitor wrote. Their browser said where that was, and anybody can have a mail sent to
 * somebody else: a page that is not the site's own is replaced by the site. Null where the site has no address.
 */
export function pageLink(pageUrl: string | null, siteAddresses: readonly string[]): string | null {
  const page = pageUrl !== null && URL.canParse(pageUrl) ? new URL(pageUrl) : null;
  const isWeb = page?.protocol === 'https:' || page?.protocol === 'http:';
  if (page && isWeb && siteAddresses.some((address) => belongsTo(page.host, address))) return page.href;
  const home = siteAddresses.find((address) => !address.startsWith('*.'));
  return home === undefined ? null : `https://${home}/`;
}
