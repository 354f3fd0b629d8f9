import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** Tests that run notebooks, kernels, servers or claims many times over, or read large real files: up to a minute each. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/**/*.slow.ts'], testTimeout: 120_000 },
});
