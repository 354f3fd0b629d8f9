import type { JsonValue } from '../json.js';

/** How a language declares and assigns parameters. */
export interface ParameterSyntax {
  /** The names that a `parameters` cell declares; `constant` ones cannot be assigned again. */
  declared(source: string): { name: string; constant: boolean }[];
  assign(name: string, value: JsonValue): string;
  comment(text: string): string;
}

/** TypeScript and JavaScript: `let users: string = 'data/users.csv';` */
const script: ParameterSyntax = {
  declared(source) {
    const code = withoutNesting(source).replace(/\s*,\s*/g, ', ');
    return [...code.matchAll(/\b(let|var|const)\s+([^;\n]*)/g)].flatMap(([, keyword = '', list = '']) =>
      [...list.matchAll(/(?:^|,)\s*([\p{L}_$][\p{L}\p{N}_$]*)/gu)].map(([, name = '']) => ({
        name,
        constant: keyword === 'const',
      })),
    );
  },
  assign: (name, value) => `${name} = ${JSON.stringify(value)};`,
  comment: (text) => `// ${text}`,
};

/** Python: `users: str = "data/users.csv"` */
const python: ParameterSyntax = {
  declared: (source) =>
    [...source.matchAll(/^([\p{L}_][\p{L}\p{N}_]*)\s*(?::[^=\n]+)?=(?!=)/gmu)].map(([, name = '']) => ({
      name,
      constant: false,
    })),
  assign: (name, value) => `${name} = ${pythonLiteral(value)}`,
  comment: (text) => `# ${text}`,
};

/** The syntax of a kernel's language, or undefined when parameters are not supported in it. */
export function parameterSyntax(language: string): ParameterSyntax | undefined {
  const key = language.toLowerCase();
  if (key === 'typescript' || key === 'javascript') return script;
  return key === 'python' ? python : undefined;
}

function pythonLiteral(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const items = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item)}`);
  return `{${items.join(', ')}}`;
}

/** The source with comments, strings and everything in brackets blanked: only the top level remains. */
function withoutNesting(source: string): string {
  let code = source.replace(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g,
    (found) => (found.startsWith('/') ? ' ' : '0'),
  );
  for (let before = ''; before !== code;) {
    before = code;
    code = code.replace(/\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}|<[^<>=;()[\]{}]*>/g, ' ');
  }
  return code;
}
