/** A cell as VS Code names it for the TypeScript server. */
export interface CellFile {
  readonly fileName: string;
  /** The path of its notebook. */
  readonly notebook: string;
  /** Counts the cells of a notebook, those of text too, in the order in which they came: at first from top to bottom. */
  readonly handle: number;
}

const SCHEME = '^/vscode-notebook-cell/';
/** `^/vscode-notebook-cell/<authority>/<path of the notebook>#<handle and scheme>` */
const NAME = /^\^\/vscode-notebook-cell\/[^/]*(\/.+)#([^#]+)$/;
/** A letter that tells how many digits follow, the digits, and the scheme after an `s`. */
const FRAGMENT = /^[W-Za-fz]([0-6]+)s/;
const RADIX = 7;
const DRIVE = /^\/(?=[A-Za-z]:)/;

/**
 * What the name of a file in the TypeScript server says of a cell; undefined for any other file.
 *
 * @example
 *
 *     cellFile('^/vscode-notebook-cell/ts-nul-authority/shop/a.ipynb#X13sZmlsZQ==')?.handle // 10
 */
export function cellFile(fileName: string): CellFile | undefined {
  if (!fileName.startsWith(SCHEME)) return undefined; // asked of every file of a program
  const [, path = '', fragment = ''] = NAME.exec(fileName) ?? [];
  const digits = FRAGMENT.exec(fragment)?.[1];
  if (digits === undefined) return undefined;
  return { fileName, notebook: path.replace(DRIVE, ''), handle: Number.parseInt(digits, RADIX) };
}
