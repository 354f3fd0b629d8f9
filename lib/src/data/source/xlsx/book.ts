import { posix } from 'node:path';
import { SourceFormatError } from '../../../errors.js';
import { shownAs, type Shown } from './number-format.js';
import { readPart, type Archive } from './part.js';
import { attributeOf, type XmlHandler } from './xml.js';

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Its part in the archive. */
  readonly part: string;
}

/** What a workbook says about its sheets and cells. */
export interface Book {
  readonly archive: Archive;
  /** The sheets with cells, in their order. */
  readonly sheets: readonly Sheet[];
  /** Whether its days are counted from 1904. */
  readonly from1904: boolean;
  /** What the style of a cell makes of its number. */
  readonly styles: readonly Shown[];
  /** The part with the texts of cells; undefined if there are none. */
  readonly strings: string | undefined;
  readonly macros: boolean;
}

/** Calls back for every element's beginning. */
const elements = (open: XmlHandler['open']): XmlHandler => ({
  open,
  text: () => undefined,
  close: () => undefined,
});

/**
 * Reads what a workbook says about itself.
 *
 * @throws SourceFormatError if it has no sheets, or is no workbook.
 */
export async function readBook(archive: Archive): Promise<Book> {
  const [main] = await targets(archive, '', 'officeDocument');
  const part = main?.target ?? 'xl/workbook.xml';
  const related = await targets(archive, part);
  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  await readPart(
    archive,
    part,
    elements((name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const state = attributeOf(attributes, 'state') ?? 'visible';
      listed.push({
        name: attributeOf(attributes, 'name') ?? '',
        hidden: state !== 'visible',
        id: attributeOf(attributes, 'id') ?? '',
      });
    }),
  );
  // Sheets of charts and dialogs have no cells.
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const found = related.find((one) => one.id === id && one.type === 'worksheet');
    return found === undefined ? [] : [{ name, hidden, part: found.target }];
  });
  if (sheets.length === 0)
    throw new SourceFormatError(`${archive.path}: the workbook has no sheet with cells.`);
  const partOf = (type: string) => related.find((one) => one.type === type)?.target;
  const styles = partOf('styles');
  return {
    archive,
    sheets,
    from1904,
    styles: styles === undefined ? [] : await readStyles(archive, styles),
    strings: partOf('sharedStrings'),
    macros: [...archive.parts.keys()].some((name) => name.endsWith('vbaproject.bin')),
  };
}

interface Target {
  readonly id: string;
  /** The last word of its type: `worksheet`. */
  readonly type: string;
  readonly target: string;
}

/** The parts to which a part refers; none where it does not say. */
async function targets(archive: Archive, part: string, type?: string): Promise<readonly Target[]> {
  const folder = posix.dirname(part);
  const rels = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found: Target[] = [];
  if (!archive.parts.has(rels.toLowerCase())) return found;
  await readPart(
    archive,
    rels,
    elements((name, attributes) => {
      if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      found.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: posix.basename(attributeOf(attributes, 'Type') ?? ''),
        target: posix
          .join(
            '/',
            folder,
            target.startsWith('/') ? posix.relative(posix.join('/', folder), target) : target,
          )
          .slice(1),
      });
    }),
  );
  return type === undefined ? found : found.filter((one) => one.type === type);
}

/** What the styles of cells, by their number, make of numbers. */
async function readStyles(archive: Archive, part: string): Promise<readonly Shown[]> {
  const codes = new Map<number, string>();
  const styles: Shown[] = [];
  let inCells = false;
  await readPart(archive, part, {
    open(name, attributes) {
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, attributeOf(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(shownAs(id, codes.get(id)));
    },
    text: () => undefined,
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
