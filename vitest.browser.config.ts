import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/**
 * The comparison with a real browser: slow, and only where Chromium is installed (`make test-browser`). With
 * `-t 'table|rich-text'` only the figures of those names are compared.
 */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/browser/**/*.compare.ts'], testTimeout: 120_000 },
});
