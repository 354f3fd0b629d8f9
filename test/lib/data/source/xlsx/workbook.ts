import { strToU8, zipSync } from 'fflate';

/** The parts of a workbook of one sheet, as they are written. */
export interface RawWorkbook {
  /** Rows, within `sheetData`. */
  readonly rows: string;
  /** What follows the rows. */
  readonly after?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly book?: string;
  /** Further parts by name. */
  readonly others?: Readonly<Record<string, Uint8Array>>;
}

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const related = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`;

/** A workbook with one sheet named Orders, part by part: what spreadsheets and programs write and no writer of ours does. */
export function rawWorkbook(raw: RawWorkbook): Uint8Array {
  const { rows, after = '', strings = '', styles = '', book = '', others = {} } = raw;
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="${TYPES}">${book}<sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related('rId1', 'worksheet', '/xl/worksheets/sheet1.xml')}${related(
      'rId2',
      'sharedStrings',
      'sharedStrings.xml',
    )}${related('rId3', 'styles', 'styles.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
  };
  const bytes = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync({ ...bytes, ...others });
}

/** A cell with a text of its own. */
export const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
