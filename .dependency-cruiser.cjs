/**
 * Who may import whom: app -> components -> lib/<capability> -> lib/platform, and the capabilities in their
 * order. See CONTRIBUTING.md; tests/architecture proves that these rules still fire.
 */
const CAPABILITIES = [
  'auth',
  'i18n',
  'organizations',
  'entitlements',
  'notifications',
  'people',
  'hours',
  'forms',
  'sites',
  'visitors',
  'routing',
  'conversations',
  'billing',
  'mails',
  'reports',
];

/** Each capability may use those to its left; i18n and auth know each other (a language belongs to a member). */
const orderRules = CAPABILITIES.flatMap((capability, index) => {
  const later = CAPABILITIES.slice(index + 1).filter((other) => !(capability === 'auth' && other === 'i18n'));
  if (later.length === 0) return [];
  return [
    {
      name: `capability-order-${capability}`,
      comment: `lib/${capability} may only use the capabilities before it.`,
      severity: 'error',
      from: { path: `^lib/${capability}/` },
      to: { path: `^lib/(${later.join('|')})/` },
    },
  ];
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^next-intl/config$'] },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'Tests, benchmarks and the embedded backend use the product; the product does not use them.',
      severity: 'error',
      from: { path: '^(app|components|lib|widget|proxy\\.ts|instrumentation\\.ts)' },
      to: { path: '^(tests|bench|embedded)/' },
    },
    {
      name: 'lib-does-not-draw',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(components|app)/' },
    },
    {
      name: 'components-do-not-know-routes',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^app/' },
    },
    {
      name: 'platform-knows-no-capability',
      severity: 'error',
      from: { path: '^lib/platform/' },
      to: { path: `^lib/(${CAPABILITIES.join('|')})/` },
    },
    {
      name: 'primitives-know-no-capability',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(components/(?!ui/)|lib/(?!platform/))' },
    },
    {
      name: 'shared-knows-no-capability',
      comment: 'Shared composites may know languages and codes of errors, no capability.',
      severity: 'error',
      from: { path: '^components/shared/' },
      to: { path: '^(components/(?!ui/|shared/)|lib/(?!platform/|i18n/))' },
    },
    {
      name: 'components-do-not-read-or-write',
      comment: 'Pages call queries and pass data down; components call actions and live reads.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/.+/(queries|commands|session)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'commands-only-from-actions-and-routes',
      severity: 'error',
      from: { path: '^app/(?!api/|widget/)' },
      to: { path: '^lib/.+/commands\\.ts$' },
    },
    {
      name: 'capabilities-do-not-call-actions',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^lib/.+/actions\\.ts$' },
    },
    {
      name: 'pages-hold-no-client',
      comment:
        'Pages call queries; only lib speaks to Supabase. The session route hands out the access token.',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/session/' },
      to: { path: '^lib/platform/supabase/(server|admin)\\.ts$' },
    },
    {
      name: 'secret-key-allow-list',
      comment: 'What speaks with the secret key passes every policy: each new place is a decision.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: [
          '^lib/platform/rate-limit\\.ts$',
          '^lib/platform/picture/replace-picture\\.ts$',
          '^lib/auth/sessions/note-session\\.ts$',
          '^lib/auth/recovery\\.ts$',
          '^lib/auth/sign-in-changes\\.ts$',
          '^lib/auth/second-factor/commands\\.ts$',
          '^lib/organizations/invitations/queries\\.ts$',
          '^lib/people/sign-in/commands\\.ts$',
          '^lib/people/import/sign-ins\\.ts$',
          '^lib/mails/due-mails\\.ts$',
          '^lib/sites/look/queries\\.ts$',
          '^lib/visitors/',
          '^lib/billing/(ledger|retention)\\.ts$',
        ],
      },
      to: { path: '^lib/platform/supabase/admin\\.ts$' },
    },
    {
      name: 'pure-files-stay-pure',
      comment: 'Schemas and events run anywhere.',
      severity: 'error',
      from: { path: '^lib/[^/]+/(schema|events)\\.ts$' },
      to: {
        path: '^(node_modules/(react|next|@supabase)/|lib/platform/supabase/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'widget-stays-apart',
      comment: 'The widget shares types, and the few lines in lib that run anywhere: its bytes are counted.',
      severity: 'error',
      from: { path: '^widget/' },
      to: { path: '^(app|components)/' },
    },
    ...orderRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next|public/widget' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
