import { readFileSync } from 'node:fs';
import { filesIn } from './files.mjs';

const IMPORT =
  /(?:\bimport\s+([\w*{}\s,]+?)\s+from\s*|(?:(\{[^{}]*\})\s*=\s*await\s+)?\bimport\s*\(\s*|(\brequire)\s*\(\s*)'([^']+)'/g;

/**
 * What code imports: each time the specifier, whether by `require`, and the names that are taken of it, or `*` where
 * any of them may be.
 */
export function* importsOf(folder, ending) {
  for (const file of filesIn(folder, ending)) {
    const code = readFileSync(file, 'utf8').replaceAll(/\bimport type\b[^;]*;/g, '');
    for (const [, clause, destructured, required, specifier] of code.matchAll(IMPORT)) {
      yield { specifier, required: required !== undefined, names: namesIn(clause ?? destructured ?? '*') };
    }
  }
}

/** The exported names in `a, { b as c, type D }`, where `a` is the default one. */
function namesIn(clause) {
  if (clause.includes('*')) return ['*'];
  const [, first, braces = ''] = /^([^{]*)(?:\{([^}]*)\})?/.exec(clause);
  const named = braces.split(',').map((part) => part.trim().split(/\s+as\s+|\s*:\s*/)[0]);
  return [...(/\w/.test(first) ? ['default'] : []), ...named.filter((name) => name && !/^type\s/.test(name))];
}

/** The code with each specifier replaced by what `path` says of it, if it says something. */
export function repoint(code, path) {
  return code.replaceAll(IMPORT, (whole, clause, destructured, required, specifier) => {
    const other = path(specifier, required !== undefined);
    return other === undefined ? whole : `${whole.slice(0, -specifier.length - 2)}'${other}'`;
  });
}
