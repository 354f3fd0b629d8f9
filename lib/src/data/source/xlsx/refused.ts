import { closeSync, openSync, readSync } from 'node:fs';
import { SourceFormatError } from '../../../errors.js';

/** How files begin that older or protected workbooks are stored in. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP = Buffer.from('PK');
/** The name, in such a file, of what is encrypted. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Its directory stands anywhere in it. */
const SEARCHED = 1 << 26;
const CHUNK = 1 << 20;

/** What is said of workbooks that are not read, by the ending of their name. */
const OTHERS: Readonly<Record<string, string>> = {
  xls: 'is a workbook of Excel 97 to 2003, which is not supported',
  xlsb: 'is a binary workbook, which is not supported',
  ods: 'is an OpenDocument spreadsheet, which is not supported',
  numbers: 'is a Numbers spreadsheet, which is not supported',
};

/** @throws SourceFormatError for workbooks in formats that are not read, by their name. */
export function refuseOtherWorkbooks(path: string): void {
  const [, ending = ''] = /\.(xls|xlsb|ods|numbers)$/i.exec(path) ?? [];
  const reason = OTHERS[ending.toLowerCase()];
  if (reason === undefined) return;
  throw new SourceFormatError(`${path}: ${reason}. Open it in a spreadsheet and save it as .xlsx or CSV.`);
}

/** @throws SourceFormatError if a file is no archive, as workbooks are: protected by a password, or something else. */
export function requireWorkbook(path: string): void {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(8);
    readSync(file, start, 0, 8, 0);
    if (start.subarray(0, 2).equals(ZIP)) return;
    if (!start.equals(OLE)) {
      throw new SourceFormatError(
        `${path}: is not an Excel workbook, whatever its name says. Save it again as .xlsx or CSV.`,
      );
    }
    throw new SourceFormatError(
      contains(file, ENCRYPTED)
        ? `${path}: the workbook is protected by a password. Open it in a spreadsheet, remove the password, and save it.`
        : `${path}: is a workbook of Excel 97 to 2003, whatever its name says. Open it in a spreadsheet and save it as .xlsx or CSV.`,
    );
  } finally {
    closeSync(file);
  }
}

function contains(file: number, wanted: Buffer): boolean {
  const bytes = Buffer.alloc(CHUNK + wanted.length);
  for (let at = 0; at < SEARCHED; at += CHUNK) {
    const length = readSync(file, bytes, 0, bytes.length, at);
    if (bytes.subarray(0, length).includes(wanted)) return true;
    if (length < bytes.length) return false;
  }
  return false;
}
