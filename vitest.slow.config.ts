import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Tests that run notebooks, kernels or claims many times over: up to a minute each (`make test-slow`). */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/**/*.slow.ts'], testTimeout: 120_000 },
});
