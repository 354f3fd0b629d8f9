import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * The rooms of the house, lowest first: a room may import the rooms before it, never the ones after.
 * `charts` and `claims` stand beside each other, as do `data` and `stats`.
 */
const LIB_ROOMS = [['engine'], ['data', 'stats'], ['metrics'], ['charts', 'claims'], ['notebook']];

const roomZones = LIB_ROOMS.flatMap((floor, level) =>
  floor.flatMap((room) => {
    const above = LIB_ROOMS.slice(level + 1).flat();
    const beside = floor.filter((other) => other !== room);
    return [...above, ...beside].map((other) => ({
      target: `./lib/src/${room}`,
      from: `./lib/src/${other}`,
      message: `lib/src/${room} must not import from ${other}, a room above or beside it (architecture: one direction).`,
    }));
  }),
);

/** Which workspace packages each workspace may import. */
const PACKAGE_IMPORTS = {
  render: [],
  kernel: [],
  lib: ['plotly-static'],
  runner: ['plotly-static'],
};
const PACKAGES = ['tally', 'plotly-static', 'tally-kernel', 'nbconvert-ts-runner'];

const packageRules = Object.entries(PACKAGE_IMPORTS).map(([workspace, allowed]) => ({
  files: [`${workspace}/src/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: PACKAGES.filter((name) => !allowed.includes(name)).map((name) => ({
          name,
          message: `${workspace}/ must not depend on ${name} (architecture: one direction).`,
        })),
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/**', '**/*.d.ts', '**/coverage/**', 'notebooks/**', 'figures/**', 'out/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: roomZones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
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
  ...packageRules,
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  prettier,
);
