import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The arrows of the house (docs/architecture.md): a folder imports only what stands left of it. */
const arrows = (files, forbidden, why) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: forbidden.map((group) => ({ group: [group], message: why })) }],
  },
});

/** The floors of the features, the ground floor first: a feature imports from its own floor and those below. */
const FLOORS = [
  [
    ...['accounts', 'calendar', 'channels', 'daily-plans', 'deadlines', 'events', 'files', 'live', 'mail-bounces'],
    ...['mail-choices', 'mail-samples'],
    ...['mail-senders', 'operations', 'reference', 'reminders'],
  ],
  ['clients'],
  ['products'],
  ['certificates', 'marks'],
  ['applicability', 'plans', 'register-import', 'regulatory-watch'],
  ['applications'],
  [
    ...['approvals', 'comments', 'determinations', 'documents', 'factory-audits', 'product-changes', 'renewals'],
    ...['cb-reports', 'test-lab-bookings'],
  ],
  ['campaigns'],
  ['goods-release', 'portal', 'search', 'work', 'reminder-answers', 'reminder-proofs', 'restatement', 'calendar-feeds'],
];

const featureArrows = FLOORS.slice(0, -1).map((floor, at) =>
  arrows(
    floor.map((feature) => `libs/features/${feature}/**`),
    FLOORS.slice(at + 1)
      .flat()
      .map((feature) => `#features/${feature}/*`),
    'This feature stands on a higher floor (FLOORS in eslint.config.mjs).',
  ),
);

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', '.homolog/**', 'apps/web/src/generated/**', '**/*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
    },
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  arrows(
    ['libs/domain/**'],
    ['#*', '@nestjs/*', 'typeorm', 'pg', 'bullmq'],
    'libs/domain imports nothing: rules are pure.',
  ),
  arrows(['libs/database/**'], ['#platform/*', '#features/*'], 'libs/database may import only libs/domain.'),
  arrows(['libs/platform/**'], ['#features/*'], 'libs/platform knows no feature.'),
  ...featureArrows,
  {
    files: ['apps/web/src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        // two letters in a row that are not the product's name
        ...[
          'JSXText[value=/^(?!\\s*Homolog\\s*$)[^]*\\p{L}{2}/u]',
          'JSXAttribute[name.name=/^(label|title|placeholder|description|alt|aria-label|sentence|hint)$/] > Literal[value=/\\p{L}{2}/u]',
        ].map((selector) => ({
          selector,
          message: 'Words for people stand in the language files (apps/web/src/i18n).',
        })),
      ],
    },
  },
  arrows(
    ['apps/web/**'],
    ['#database/*', '#platform/*', '#features/*'],
    'The web imports libs/domain and HTTP, nothing else.',
  ),
);
