/** Lines of a cell that a reader of scripts would take for something else get one more comment sign. */
import type { ScriptLanguage } from './languages.js';

/** Both ways: `unescape(escape(line))` is `line`. */
export interface Escape {
  readonly escape: (line: string) => string;
  readonly unescape: (line: string) => string;
}

/** `// %% ` inside a cell becomes `// // %% `; for Python also `%matplotlib inline` `# %matplotlib inline`. */
export function lineEscape({ name, comment }: ScriptLanguage, kind: 'code' | 'text'): Escape {
  const sign = `${comment} `;
  const mark = new RegExp(String.raw`^\s*(?:${comment}\s*)+%%%*(?:\s|$)`);
  const magic = /^(\s*)((?:# ?)*(?:%{1,3}[a-zA-Z]|![a-zA-Z./~$]).*)$/s;
  const hasMagic = name === 'python' && kind === 'code';
  return {
    escape(line) {
      if (mark.test(line)) return sign + line;
      return hasMagic ? line.replace(magic, '$1# $2') : line;
    },
    unescape(line) {
      if (line.startsWith(sign) && mark.test(line.slice(sign.length))) return line.slice(sign.length);
      const [, indent = '', rest = ''] = (hasMagic ? magic.exec(line) : null) ?? [];
      return rest.startsWith('# ') ? indent + rest.slice(2) : line;
    },
  };
}

/** A line of prose as a comment. */
export function commented(line: string, comment: string): string {
  return line === '' ? comment : `${comment} ${line}`;
}

/** The prose of a comment; a line that is none stays as it is. */
export function uncommented(line: string, comment: string): string {
  if (!line.startsWith(comment)) return line;
  return line.slice(comment.length).replace(/^ /, '');
}
