import { isBuiltIn } from './resolver.js';

/** `declare module "x" { … }` at the start of a line, up to the brace at the start of one. */
const MODULE = /^(declare module (["'])[^"'\n]+\2 \{)\n([^]*?)^\}/gm;
/** `global { … }` in a module, up to the brace that is indented as it is. */
const GLOBALS = /^([ \t]+)(?:declare )?global \{[^]*?^\1\}/gm;
const ANY_GLOBALS = /^[ \t]*(?:declare )?global\b/gm;
const AUGMENTS_MODULE = /^[ \t]+(?:declare )?module ["']/m;
const MODULE_STATEMENT = /^(?:import|export)\b/m;
const DECLARES_OUTSIDE = /^(?:declare (?:global|module)\b|\/\/\/)/m;
/** What is imported, also by `import("x")` in a type. One too many costs a look for a file, nothing else. */
const SPECIFIER = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g;
const COMMENT = /\/\*[^]*?\*\/|^[ \t]*\/\/.*$/gm;

function specifiersOf(text: string): string[] {
  const code = text.replace(COMMENT, '');
  return [...new Set([...code.matchAll(SPECIFIER)].map(([, , specifier = '']) => specifier))];
}

/**
 * What others see of a file of declarations before they look into its modules: which modules it declares and
 * imports, and what it declares outside of them and in `global`.
 *
 * It goes by the layout of @types/node and undici-types, and holds the rest of the file as it is.
 *
 * @returns undefined when the file has to be read whole
 *
 * @example
 *
 *     outline('declare module "os" {\n    const EOL: string;\n}') // 'declare module "os" {\n}'
 */
export function outline(text: string): string | undefined {
  const specifiers = specifiersOf(text);
  if (MODULE_STATEMENT.test(text)) {
    if (DECLARES_OUTSIDE.test(text)) return undefined;
    return `${specifiers.map((specifier) => `import ${JSON.stringify(specifier)};`).join('\n')}\nexport {};`;
  }
  if (AUGMENTS_MODULE.test(text) || !specifiers.every(isBuiltIn)) return undefined;
  const short = text.replace(
    MODULE,
    (_, head: string, _quote, body: string) => `${head}\n${(body.match(GLOBALS) ?? []).join('\n')}\n}`,
  );
  const same = short.match(ANY_GLOBALS)?.length === text.match(ANY_GLOBALS)?.length;
  return same && short.length < text.length ? short : undefined;
}
