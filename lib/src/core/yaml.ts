import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** The package `yaml`, loaded on first use: most notebooks read no file of it. */
export const yaml = (): typeof Yaml => require('yaml') as typeof Yaml;

/**
 * What a document says, as JavaScript.
 *
 * @throws {Error} in one sentence, when an alias (`*a`) stands inside of what it repeats, or when aliases of aliases
 *   repeat so much that it would fill the memory
 */
export function valueOfYaml(document: Yaml.Document.Parsed): unknown {
  yaml().visit(document, {
    Alias: (_, alias, path) => {
      const target = alias.resolve(document);
      if (target !== undefined && path.includes(target))
        throw new Error(`the alias *${alias.source} stands inside of what it repeats`);
    },
  });
  try {
    return document.toJS();
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    throw new Error('its aliases repeat too much', { cause });
  }
}
