import type { JsonValue } from '../json.js';
import { pythonLiteral, scriptLiteral } from './parameter-literals.js';
import { pythonType, typeOfDefault, typeScriptType, type ParameterType } from './parameter-types.js';

/** A parameter as its cell declares it. */
export interface DeclaredParameter {
  readonly name: string;
  /** It cannot be assigned again. */
  readonly constant: boolean;
  readonly type: ParameterType;
  /** The type as the cell says it, for messages: `number`, `5`. */
  readonly shown: string;
}

/** How a language declares and assigns parameters. */
export interface ParameterSyntax {
  declared(source: string): DeclaredParameter[];
  assign(name: string, value: JsonValue): string;
  comment(text: string): string;
}

/** TypeScript and JavaScript: `let users: string = 'data/users.csv';` */
const script: ParameterSyntax = {
  declared(source) {
    const code = masked(source);
    return [...code.matchAll(STATEMENT)].flatMap((statement) => {
      const [, keyword = '', body = ''] = statement;
      const start = statement.index + statement[0].length - body.length;
      return declarators(body, start).flatMap(([from, to]) =>
        scriptDeclaration(withoutComments(source).slice(from, to), code.slice(from, to), keyword === 'const'),
      );
    });
  },
  assign: (name, value) => `${name} = ${scriptLiteral(value)};`,
  comment: (text) => `// ${text}`,
};

/** A line ends a declaration unless it, or the next one, goes on with a sign. */
const STATEMENT = /\b(let|var|const)\s+((?:[^;\n]|\n(?=\s*[,|&=?.:+])|(?<=[,|&=?:+]\s*)\n)*)/g;

/** From where to where each declarator of `a = 1, b = 2` goes. */
function declarators(body: string, start: number): [number, number][] {
  let begin = start;
  return body.split(',').map((part) => {
    const range: [number, number] = [begin, begin + part.length];
    begin += part.length + 1;
    return range;
  });
}

function scriptDeclaration(text: string, code: string, constant: boolean): DeclaredParameter[] {
  const name = /^\s*([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(code);
  if (name?.[1] === undefined) return [];
  const after = name[0].length;
  const equals = /=(?![>=])/.exec(code.slice(after))?.index;
  const end = equals === undefined ? code.length : after + equals;
  const annotation = /^\s*[!?]?\s*:([^]*)$/.exec(text.slice(after, end))?.[1]?.trim();
  const value = text.slice(end + 1).trim();
  const type = annotation === undefined ? typeOfDefault(value, 'script') : typeScriptType(annotation);
  return [{ name: name[1], constant, type, shown: annotation ?? value }];
}

const PYTHON_ASSIGNMENT = /^([\p{L}_][\p{L}\p{N}_]*)\s*(?::([^=\n]+))?=(?!=)/gmu;

const PYTHON_TOKEN = /("""|''')[^]*?\1|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#[^\n]*|\\\n|[^]/g;

/** What is assigned, without comments: it ends with its line, unless a bracket is open. */
function pythonValue(source: string, start: number): string {
  let [value, depth] = ['', 0];
  for (const [token] of source.slice(start).matchAll(PYTHON_TOKEN)) {
    if (token === '\n' && depth === 0) break;
    if ('([{'.includes(token)) depth += 1;
    else if (')]}'.includes(token)) depth -= 1;
    if (!token.startsWith('#') && token !== '\\\n') value += token;
  }
  return value.trim();
}

/** Python: `users: str = "data/users.csv"` */
const python: ParameterSyntax = {
  declared: (source) =>
    [...source.matchAll(PYTHON_ASSIGNMENT)].map(({ 0: head, 1: name = '', 2: annotation, index }) => {
      const value = pythonValue(source, index + head.length);
      const type = annotation === undefined ? typeOfDefault(value, 'python') : pythonType(annotation);
      // A default of None says nothing about what may come instead.
      const open = value === 'None' && annotation !== undefined;
      const optional: ParameterType = { kind: 'union', of: [type, { kind: 'null' }] };
      return {
        name,
        constant: false,
        type: open ? optional : type,
        shown: annotation?.trim() ?? value,
      };
    }),
  assign: (name, value) => `${name} = ${pythonLiteral(value)}`,
  comment: (text) => `# ${text}`,
};

/** The syntax of a kernel's language, or undefined when parameters are not supported in it. */
export function parameterSyntax(language: string): ParameterSyntax | undefined {
  const key = language.toLowerCase();
  if (key === 'typescript' || key === 'javascript') return script;
  return key === 'python' ? python : undefined;
}

const NO_CODE = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g;

/** The source with comments blanked, every character at its place. */
function withoutComments(source: string): string {
  return source.replace(NO_CODE, (found) => (found.startsWith('/') ? ' '.repeat(found.length) : found));
}

/** The source with comments, strings and everything in brackets blanked: only the top level, at its place, remains. */
function masked(source: string): string {
  let code = source.replace(NO_CODE, (found) => {
    if (found.startsWith('/')) return ' '.repeat(found.length);
    return '0'.padEnd(found.length);
  });
  for (let before = ''; before !== code;) {
    before = code;
    code = code.replace(/\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}|<[^<>=;()[\]{}]*>/g, (found) =>
      ' '.repeat(found.length),
    );
  }
  return code;
}
