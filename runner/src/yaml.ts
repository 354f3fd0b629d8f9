import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** The library `yaml`, loaded when there is a file to read: most runs have none. */
export function yaml(): typeof Yaml {
  return require('yaml') as typeof Yaml;
}
