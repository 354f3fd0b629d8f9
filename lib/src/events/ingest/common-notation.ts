import { OptionsError, SourceFormatError } from '../../errors.js';
import type { DecimalMark } from '../../values/number.js';
import type { Glance } from './glance.js';
import { ISO } from './notation.js';

/** The first look at a file. */
export type Seen = Glance & { readonly file: string };

/**
 * The one format of the dates of all files, undefined for ISO 8601.
 *
 * @throws OptionsError where several fit; SourceFormatError where none does.
 */
export function oneFormat(files: readonly Seen[]): string | undefined {
  const mixed = files.find(({ notation }) => notation.mixed);
  if (mixed !== undefined) {
    throw new SourceFormatError(
      `${mixed.file}: its times are written in more than one way. Write all in one, or name the one that ` +
        `counts with dateFormat (such as '%d/%m/%Y'); other rows are then set aside.`,
    );
  }
  const dated = files.filter(({ notation }) => notation.formats.length > 0);
  const [first] = dated;
  if (first === undefined) return undefined;
  const common = first.notation.formats.filter((format) =>
    dated.every(({ notation }) => notation.formats.includes(format)),
  );
  const [format, other] = common;
  if (format === undefined) {
    const odd = dated.find(({ notation }) => !notation.formats.includes(first.notation.formats[0] ?? ''));
    const shown = (seen: Seen | undefined) => seen?.notation.formats.join(' or ') ?? '';
    throw new SourceFormatError(
      `Times are written ${shown(first)} in ${first.file} and ${shown(odd)} in ${odd?.file ?? ''}: ` +
        'write all in one way, or load the files separately.',
    );
  }
  if (other !== undefined) {
    throw new OptionsError(
      `${first.file}: nothing shows whether its times are written ${common.join(' or ')}. ` +
        `Specify which: dateFormat: '${format}' or dateFormat: '${other}'.`,
    );
  }
  return format === ISO ? undefined : format;
}

/**
 * The one decimal mark of the amounts of all files; undefined where the engine can read them.
 *
 * @throws OptionsError where 4.500 may be 4.5 or 4500; SourceFormatError where files have different marks.
 */
export function oneMark(files: readonly Seen[]): DecimalMark | undefined {
  const point = files.find(({ notation }) => notation.mark === '.');
  const comma = files.find(({ notation }) => notation.mark === ',');
  if (point !== undefined && comma !== undefined) {
    throw new SourceFormatError(
      `Amounts have decimal points in ${point.file} and decimal commas in ${comma.file}: load the files separately.`,
    );
  }
  if (comma !== undefined) return ',';
  const unclear = files.find(({ notation }) => notation.mark === 'either');
  if (point === undefined && unclear !== undefined) {
    throw new OptionsError(
      `${unclear.file}: has amounts such as 4.500 or 4,500, and nothing in the file shows whether the last three digits ` +
        `are decimals. Specify which: decimal: '.' or decimal: ','.`,
    );
  }
  const grouped = unclear !== undefined || files.some(({ notation }) => notation.grouped);
  return grouped ? '.' : undefined;
}
