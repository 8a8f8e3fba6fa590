import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Stages from left to right: a folder imports only `domain`, `messages` types and what stands to its left. */
const STAGES = [
  'text',
  'model',
  'spans',
  'storage',
  'correction',
  'evaluation',
  'gazetteer',
  'linking',
  'map',
  'exchange',
  'pwa',
  'ui',
];

/** Libraries with one home each. */
const HOMES = {
  dexie: 'storage',
  leaflet: 'map',
  'topojson-client': 'map',
  '@xenova/transformers': 'model',
  'onnxruntime-web': 'model',
  fflate: 'exchange',
  papaparse: 'exchange',
  'read-excel-file': 'exchange',
  'write-excel-file': 'exchange',
  svelte: 'ui',
};

/** What a stage may not import: folders to its right, the insides of other folders, and libraries that live elsewhere. */
function stageRules(stage) {
  const right = STAGES.slice(STAGES.indexOf(stage) + 1);
  const others = [...STAGES, 'domain', 'messages'].filter((name) => name !== stage);
  const libraries = Object.entries(HOMES)
    .filter(([, home]) => home !== stage)
    .map(([name]) => name);
  return {
    files: [`src/${stage}/**/*.{ts,svelte}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...(stage === 'ui'
              ? []
              : [
                  {
                    regex: `^(\\.\\./)+(${right.join('|') || 'none'})(/|$)`,
                    message: 'Data flows one way: this folder stands to the right.',
                  },
                ]),
            {
              regex: `^(\\.\\./)+(${others.join('|')})/(?!index$|browser$)`,
              message: "Import the folder's index.ts.",
            },
            { regex: `^(${libraries.join('|')})(/|$)`, message: 'This library has one home.' },
          ],
        },
      ],
    },
  };
}

export default ts.config(
  {
    ignores: [
      'dist*/',
      'node_modules/',
      'reports/',
      'tools/stubs/',
      'models/',
      'test-results/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node, ...globals.worker },
      parserOptions: {
        projectService: { allowDefaultProject: ['svelte.config.js', 'eslint.config.js'] },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-control-regex': 'off',
      'no-misleading-character-class': 'off',
      'no-irregular-whitespace': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-navigation-without-resolve': 'off',
      // Collections in state are replaced, never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  ...STAGES.map(stageRules),
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\.\\./', message: 'domain imports nothing.' }] },
      ],
    },
  },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
  prettier,
  ...svelte.configs.prettier,
);
