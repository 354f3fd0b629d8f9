import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      tally: source('lib/src/index.ts'),
      'plotly-static': source('render/src/index.ts'),
      'tally-kernel': source('kernel/src/index.ts'),
      'nbconvert-ts-runner': source('runner/src/index.ts'),
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
    coverage: {
      provider: 'v8',
      include: ['lib/src/**', 'render/src/**', 'kernel/src/**', 'runner/src/**'],
      reporter: ['text-summary', 'html'],
    },
  },
});
