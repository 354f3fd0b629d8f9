import { extname } from 'node:path';

/** How a language writes comments, and its scripts' file names end. */
export interface ScriptLanguage {
  /** As kernels call it, lower case. */
  readonly name: string;
  readonly comment: '//' | '#' | '--';
  /** The first is the one that is written. */
  readonly extensions: readonly string[];
}

const LANGUAGES: readonly ScriptLanguage[] = [
  { name: 'typescript', comment: '//', extensions: ['.ts', '.mts', '.tsx'] },
  { name: 'javascript', comment: '//', extensions: ['.js', '.mjs', '.jsx'] },
  { name: 'java', comment: '//', extensions: ['.java'] },
  { name: 'go', comment: '//', extensions: ['.go'] },
  { name: 'rust', comment: '//', extensions: ['.rs'] },
  { name: 'c', comment: '//', extensions: ['.c'] },
  { name: 'c++', comment: '//', extensions: ['.cpp', '.cc'] },
  { name: 'c#', comment: '//', extensions: ['.cs'] },
  { name: 'scala', comment: '//', extensions: ['.scala'] },
  { name: 'kotlin', comment: '//', extensions: ['.kts', '.kt'] },
  { name: 'python', comment: '#', extensions: ['.py'] },
  { name: 'r', comment: '#', extensions: ['.r', '.R'] },
  { name: 'julia', comment: '#', extensions: ['.jl'] },
  { name: 'bash', comment: '#', extensions: ['.sh'] },
  { name: 'ruby', comment: '#', extensions: ['.rb'] },
  { name: 'sql', comment: '--', extensions: ['.sql'] },
  { name: 'haskell', comment: '--', extensions: ['.hs'] },
  { name: 'lua', comment: '--', extensions: ['.lua'] },
];

/** Other names that kernels give these languages, up to the version behind them: `c++17`. */
const ALIASES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  js: 'javascript',
  node: 'javascript',
  ipython: 'python',
  cpp: 'c++',
  csharp: 'c#',
  shell: 'bash',
  sh: 'bash',
  zsh: 'bash',
};

/** The language that a notebook names, in any case and with or without a version; undefined for others. */
export function scriptLanguage(name: string): ScriptLanguage | undefined {
  const key = name.toLowerCase().replace(/[\d.]+$/, '');
  return LANGUAGES.find((language) => language.name === (ALIASES[key] ?? key));
}

/** The language of a script by its file name; undefined when it is no script. */
export function languageOfScript(path: string): ScriptLanguage | undefined {
  return LANGUAGES.find(({ extensions }) => extensions.includes(extname(path)));
}

/** For messages: `TypeScript …`, as kernels write the names. */
export function knownLanguages(): string {
  return LANGUAGES.map(({ name }) => name).join(', ');
}
