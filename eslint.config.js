import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * The rooms of the house, lowest first: a room may import the rooms of the floors below it, never those above
 * or beside it.
 */
const FLOORS = {
  lib: [
    ['engine'],
    ['core'],
    ['data', 'stats'],
    ['events', 'load'],
    ['mapping'],
    ['orders'],
    ['project'],
    ['metrics'],
    ['charts', 'claims'],
    ['notebook'],
    ['cli'],
  ],
  render: [['dom'], ['text'], ['geometry'], ['browser'], ['check'], ['output'], ['pool'], ['cli']],
  kernel: [['wire'], ['environment'], ['compile'], ['evaluate'], ['protocol', 'kernelspec', 'editor']],
  // The rooms between these import each other still.
  runner: [['text'], ['nbformat'], ['graph', 'kernel', 'script'], ['html'], ['site'], ['convert']],
  studies: [['study'], ['douyin', 'taobao', 'netsuite', 'xiaoxiang'], ['register'], ['cli']],
};

/** Which packages of this repository each of them may import. */
const PACKAGE_IMPORTS = {
  render: [],
  kernel: [],
  lib: ['plotly-static'],
  studies: ['tally', 'tally/claims', 'tally/cli'],
  runner: ['plotly-static'],
};
const PACKAGES = [
  'tally',
  'tally/claims',
  'tally/cli',
  'tally-studies',
  'plotly-static',
  'tally-kernel',
  'nbconvert-ts-runner',
];

/** What the scripts of HTML pages may use besides the language. */
const BROWSER = Object.fromEntries(
  'atob Blob DecompressionStream document IntersectionObserver localStorage matchMedia ResizeObserver Response window'
    .split(' ')
    .map((name) => [name, 'readonly']),
);

const forbiddenPackages = (workspace) =>
  PACKAGES.filter((name) => !PACKAGE_IMPORTS[workspace].includes(name)).map((name) => ({
    name,
    message: `${workspace}/ must not depend on ${name} (architecture: one direction).`,
  }));

/** Nor may a path lead into another package. */
const intoOther = (workspace) => ({
  regex: `(^|/)(${Object.keys(PACKAGE_IMPORTS).join('|')})/(src|dist)/`,
  message: `${workspace}/ must import other packages by their names (architecture: one direction).`,
});

const directionOfPackages = Object.keys(PACKAGE_IMPORTS).map((workspace) => ({
  files: [`${workspace}/src/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      { paths: forbiddenPackages(workspace), patterns: [intoOther(workspace)] },
    ],
  },
}));

const directionOfRooms = Object.entries(FLOORS).flatMap(([workspace, floors]) =>
  floors.flatMap((floor, level) =>
    floor.map((room) => {
      const beside = floor.filter((other) => other !== room);
      const forbidden = [...floors.slice(level + 1).flat(), ...beside];
      const message = `${workspace}/src/${room} must not import from a room above or beside it (architecture: one direction).`;
      const patterns = [
        intoOther(workspace),
        ...forbidden.map((other) => ({ group: [`**/${other}/**`], message })),
      ];
      return {
        files: [`${workspace}/src/${room}/**/*.ts`],
        rules: { 'no-restricted-imports': ['error', { paths: forbiddenPackages(workspace), patterns }] },
      };
    }),
  ),
);

export default tseslint.config(
  { ignores: ['**/dist/**', '**/*.d.ts', '**/coverage/**', 'notebooks/**', 'figures/**', 'out/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
    },
  },
  ...directionOfPackages,
  ...directionOfRooms,
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { AbortController: 'readonly', console: 'readonly', process: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['kernel/tsdk/**/*.js'],
    languageOptions: { globals: { __dirname: 'readonly', module: 'readonly', require: 'readonly' } },
  },
  { files: ['runner/assets/*.js'], languageOptions: { globals: BROWSER } },
  prettier,
);
