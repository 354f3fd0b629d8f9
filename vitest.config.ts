import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      'tally/claims': source('lib/src/claims/index.ts'),
      'tally/cli': source('lib/src/cli/index.ts'),
      tally: source('lib/src/index.ts'),
      'tally-studies': source('studies/src/index.ts'),
      'plotly-static': source('render/src/index.ts'),
      'tally-kernel': source('kernel/src/index.ts'),
      'nbconvert-ts-runner': source('runner/src/index.ts'),
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    maxWorkers: 2,
    // The files of a process share what they import: loading it anew took a fifth of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
    coverage: {
      provider: 'v8',
      include: ['lib/src/**', 'studies/src/**', 'render/src/**', 'kernel/src/**', 'runner/src/**'],
      reporter: ['text-summary', 'html'],
    },
  },
});
