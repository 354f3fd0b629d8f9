import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** The package `yaml`, loaded on first use: most notebooks read no file of it. */
export const yaml = (): typeof Yaml => require('yaml') as typeof Yaml;
