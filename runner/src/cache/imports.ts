/** What a cell or a module imports, as written there. */
export function importsOf(source: string, language: string): string[] {
  const key = language.toLowerCase();
  if (key === 'typescript' || key === 'javascript') return scriptImports(source);
  return key === 'python' ? pythonImports(source) : [];
}

/**
 * Specifiers of `import`, `export … from`, `import()` and `require()`. A string in a comment that looks like
 * one counts as well: too much is a hash more, too little would be a stale result.
 */
function scriptImports(source: string): string[] {
  const pattern = /\b(?:from|import|require)\s*\(?\s*(?:"([^"\n]+)"|'([^'\n]+)'|`([^`\n$]+)`)/g;
  return unique([...source.matchAll(pattern)].map(([, a, b, c]) => a ?? b ?? c ?? ''));
}

/** Module names of `import a.b, c` and `from a.b import c`; with their dots where they are relative. */
function pythonImports(source: string): string[] {
  const plain = [...source.matchAll(/^[ \t]*import[ \t]+([^\n#;]+)/gm)].flatMap(([, list = '']) =>
    list.split(',').map((item) => item.trim().split(/\s/)[0] ?? ''),
  );
  const from = [...source.matchAll(/^[ \t]*from[ \t]+([\w.]+)[ \t]+import\b[ \t]*\(?([^\n#)]*)/gm)].flatMap(
    ([, module = '', list = '']) => [
      module,
      // `from package import module` may mean a module of its own.
      ...list
        .split(',')
        .map((item) => item.trim().split(/\s/)[0] ?? '')
        .filter((name) => /^\w+$/.test(name))
        .map((name) => (module.endsWith('.') ? `${module}${name}` : `${module}.${name}`)),
    ],
  );
  const run = [...source.matchAll(/^[ \t]*%run[ \t]+(?:-\w+[ \t]+)*([\w./-]+\.py)\b/gm)].map(
    ([, path = '']) => path,
  );
  return unique([...plain, ...from, ...run]);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '').sort();
}
