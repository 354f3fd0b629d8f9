import { openSync } from 'fontkit';
import type { FontFile } from '../options.js';
import { UsageError } from './usage-error.js';

/** Family and weight as the font's own tables have them. */
function nameInside(file: string): Omit<FontFile, 'file'> {
  try {
    const font = openSync(file);
    if (!('layout' in font)) throw new TypeError('it is a collection of fonts, not one font');
    const weight = font['OS/2'].usWeightClass >= 600 ? 700 : 400;
    return { family: font.familyName, weight };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--font: cannot read ${file} as a TTF or OTF font: ${reason}`, { cause });
  }
}

/**
 * A `--font` argument: a file alone, or the family and perhaps the weight it stands for.
 *
 * @example
 * fontArgument('Inter:700=fonts/bold.ttf'); // { family: 'Inter', weight: 700, file: 'fonts/bold.ttf' }
 *
 * @throws UsageError where a file that is to name itself is no font
 */
export function fontArgument(argument: string): FontFile {
  const [, family, weight, file] = /^([^=/\\]+?)(?::(400|700))?=(.+)$/.exec(argument) ?? [];
  if (family === undefined || file === undefined) return { ...nameInside(argument), file: argument };
  return { family, weight: weight === '700' ? 700 : 400, file };
}
