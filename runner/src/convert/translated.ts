import { resolve } from 'node:path';
import { defaultCacheFolder } from '../cache/folder.js';
import { UsageError } from '../errors.js';
import { pathsOf, type PathOptions } from '../run/paths.js';
import { checkLanguage, isTranslated } from '../translate/paths.js';
import { withKeptOutputs } from '../translate/results.js';
import { readTranslation, withTranslatedProse } from '../translate/translation.js';
import type { ConvertInput } from './target.js';

export interface TranslateInputsOptions extends PathOptions {
  readonly lang: string;
  /** Default: where runs in this project keep their results. */
  readonly cacheDir?: string | undefined;
}

/** Whether notebooks are to be converted in another language than that of their cells. */
export function isAnyTranslated(inputs: readonly ConvertInput[], lang: string): boolean {
  checkLanguage(lang);
  return inputs.some(({ paths }) => isTranslated(paths.source, lang));
}

/**
 * The notebooks in another language: their prose as it is translated now, their outputs those of the last run in
 * this language.
 *
 * @throws {TranslationError} when one is not translated, was not run in this language, or has changed since
 * @throws {UsageError} when one is a script, which has no outputs
 */
export function translatedInputs(
  inputs: readonly ConvertInput[],
  options: TranslateInputsOptions,
): ConvertInput[] {
  const { cwd, root, lang, cacheDir } = options;
  const folder = cacheDir === undefined ? defaultCacheFolder(root) : resolve(cwd, cacheDir);
  return inputs.map((input) => {
    const { source, name } = input.paths;
    if (input.script !== undefined) throw new UsageError(`--lang ${lang}: ${name} is a script.`);
    const translation = readTranslation(input.notebook, source, name, lang);
    const prose = withTranslatedProse(input.notebook, translation);
    const notebook = withKeptOutputs({ folder, root, source }, prose, translation, name);
    return { ...input, paths: pathsOf(source, options), notebook };
  });
}
