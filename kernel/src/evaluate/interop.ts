import { createRequire } from 'node:module';
import { get, hasOwn } from '../primordials.js';

/** What a module exports, by name. */
export type Namespace = Readonly<Record<string, unknown>>;

const { cache } = createRequire(import.meta.url);

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Whether a value is what a CommonJS module exports. */
const isCommonJs = (exports: unknown): boolean =>
  Object.values(cache).some((module) => module?.exports === exports);

/**
 * A CommonJS module as TypeScript sees it, with `esModuleInterop`: all that it exports has a name, and the default
 * export of one that was compiled from an ES module is that module's. Anything else stays as it is.
 */
export function interop(namespace: Namespace): Namespace {
  const exports = get<Namespace, string>(namespace, 'default');
  if (!isObject(exports)) return namespace;
  const isCompiled = exports['__esModule'] === true && hasOwn(exports, 'default');
  const isWhole = Object.keys(exports).every((name) => hasOwn(namespace, name));
  if ((isWhole && !isCompiled) || !isCommonJs(exports)) return namespace;
  const named = Object.fromEntries(Object.keys(exports).map((name) => [name, exports[name]]));
  return { ...named, ...namespace, default: isCompiled ? exports['default'] : exports };
}
