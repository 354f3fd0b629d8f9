import type { Label } from '../../core/label.js';
import type { Line } from './lines.js';

/** A delimiter that a line of the file names. */
export interface NamedDelimiter {
  readonly delimiter: string;
  readonly note: Label;
}

/** The delimiter that a first line such as `sep=;` names for spreadsheets; null for any other line. */
export function namedDelimiter(line: Line | undefined): NamedDelimiter | null {
  const delimiter = /^("?)sep=([^"])\1$/i.exec(line?.text ?? '')?.[2];
  if (line === undefined || delimiter === undefined) return null;
  return {
    delimiter,
    note: {
      en: `Line ${line.number} names the delimiter and is no row.`,
      zh: `第${line.number}行指定分隔符，不是数据。`,
    },
  };
}
