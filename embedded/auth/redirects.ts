const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** A link in a mail may lead only into the app: the same origin, or on one machine any of its names. */
export function safeRedirect(wanted: string | null | undefined, siteUrl: string): string {
  if (!wanted || !URL.canParse(wanted)) return siteUrl;
  const target = new URL(wanted);
  const site = new URL(siteUrl);
  const sameMachine = LOOPBACK_HOST.test(target.hostname) && LOOPBACK_HOST.test(site.hostname);
  const allowed =
    target.origin === site.origin ||
    (sameMachine && target.protocol === site.protocol && target.port === site.port);
  return allowed ? wanted : siteUrl;
}
