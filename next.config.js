import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: {
    // Texts are compiled while building: browsers get no parser for them, which is 10 KB less.
    messages: {
      path: ['./lib/i18n/messages/en', './lib/i18n/messages/fr'],
      format: 'json',
      locales: ['en', 'fr'],
      sourceLocale: 'en',
      precompile: true,
    },
  },
});

/** Headers that are the same everywhere. The content security policy is made per request, in proxy.ts. */
const commonHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
];

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  agentRules: false,
  // A second copy on one machine (tests beside a running installation) builds into a folder of its own.
  distDir: process.env.FOYER_BUILD_DIR ?? '.next',
  allowedDevOrigins: ['127.0.0.1'],
  serverExternalPackages: ['pino', 'ws', 'nodemailer', 'date-holidays'],
  // `npm run check` is where types are judged; building twice as fast matters more on a first start.
  typescript: { ignoreBuildErrors: true },
  // Read while running, so not found by following imports.
  outputFileTracingIncludes: {
    '/[org]/sites/[siteId]/wordpress': ['./lib/sites/wordpress/foyer-chat/**', './LICENSE'],
  },
  // What browsers load and never run: see decision 007.
  turbopack: {
    rules: {
      'phoenix.mjs': { loaders: ['./lib/platform/realtime/slim-phoenix.js'] },
      'polyfill-module.js': { loaders: ['./lib/platform/no-polyfills.js'] },
    },
  },
  experimental: { optimizePackageImports: ['radix-ui', 'lucide-react'] },
  async redirects() {
    // Browsers ask for it wherever a page has not named its icon yet.
    return [{ source: '/favicon.ico', destination: '/icon.svg', permanent: false }];
  },
  async rewrites() {
    // Before the file of the same name, which pages that name their site in an attribute still load.
    return {
      beforeFiles: [
        {
          source: '/widget/loader.js',
          has: [{ type: 'query', key: 'site', value: '(?<key>[A-Za-z0-9_-]{1,64})' }],
          destination: '/widget/:key/loader',
        },
      ],
    };
  },
  async headers() {
    return [
      { source: '/:path*', headers: commonHeaders },
      {
        source: '/api/:path*',
        headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
      },
      {
        source: '/widget/:path*',
        headers: [
          // Loaded by other people's pages, some of which isolate themselves.
          { key: 'Access-Control-Allow-Origin', value: '*' },
          { key: 'Cross-Origin-Resource-Policy', value: 'cross-origin' },
        ],
      },
      {
        source: '/widget/:file(loader.js|early.js)',
        headers: [{ key: 'Cache-Control', value: 'public, max-age=300, stale-while-revalidate=86400' }],
      },
      {
        // The name of each carries a hash of what is in it.
        source: '/widget/assets/:file',
        headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
      },
    ];
  },
};

export default withNextIntl(nextConfig);
