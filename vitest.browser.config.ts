import { mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The comparison with a real browser: slow, and only where Chromium is installed (`make test-browser`). */
const config = mergeConfig(base, { test: { testTimeout: 120_000 } });
config.test.include = ['test/browser/**/*.compare.ts'];
export default config;
