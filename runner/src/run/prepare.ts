import { ParameterError, RunnerError } from '../errors.js';
import { fileFingerprint } from '../files.js';
import { declarationOf, type Declaration } from '../graph/declaration.js';
import { withoutKeys, type JsonObject } from '../json.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import { readNotebook, type Notebook } from '../nbformat/index.js';
import { readTranslation, withTranslatedProse, type Translation } from '../translate/translation.js';
import { chooseKernel } from './kernel-choice.js';
import type { RunSettings } from './options.js';
import {
  checkParametersUsed,
  declaredParameters,
  injectParameters,
  withHiddenParameters,
} from './parameters.js';
import { parameterValues, type GivenParameters } from './parameter-values.js';
import type { NotebookPaths } from './paths.js';
import type { ProgressListener } from './progress.js';
import { unseenVariableNotice, unseenVariables } from './unseen-variables.js';
import type { Variant } from './variants.js';

/** A notebook that can run: read, with its parameters and its kernel. */
export interface PreparedNotebook {
  readonly paths: NotebookPaths;
  readonly notebook: Notebook;
  readonly spec: Kernelspec;
  /** Of the file as it was read. */
  readonly fingerprint: string;
  readonly declaration: Declaration;
  /** Those it takes of the parameters of the run. */
  readonly parameters: JsonObject;
  /** In another language than that of its cells; its prose is translated already. */
  readonly translation?: Translation;
}

/** A notebook that cannot, and why; the others of the run go on. */
export interface UnfitNotebook {
  readonly paths: NotebookPaths;
  readonly error: RunnerError;
  /** Known where the notebook itself could be read. */
  readonly declaration?: Declaration;
}

/**
 * Reads all notebooks of a run and sets their parameters, so that what is wrong with the input is known before
 * the first kernel starts.
 *
 * @throws {ParameterError} when a parameter fits none of the notebooks
 */
export function prepareNotebooks(
  variants: readonly Variant[],
  settings: RunSettings,
  root: string,
  progress?: ProgressListener,
): (PreparedNotebook | UnfitNotebook)[] {
  const read = variants.map(({ paths }) => readOne(paths, settings, root, progress));
  const fit = read.flatMap((each) => ('error' in each ? [] : [each]));
  const { parameters: shared, parameterTexts: texts } = settings;
  const given = [shared, texts, ...variants.map(({ parameters }) => parameters)];
  const names = [...new Set(given.flatMap((each) => Object.keys(each)))];
  if (names.length > 0 && fit.length > 0)
    checkParametersUsed(
      names,
      fit.flatMap(({ notebook, spec }) =>
        declaredParameters(notebook, spec.language).map(({ name }) => name),
      ),
    );
  const taken = { given: names, passed: settings.env };
  const unseen = unseenVariables(
    fit.map(({ notebook }) => notebook),
    taken,
  );
  for (const each of unseen) progress?.notice?.(unseenVariableNotice(each));
  return read.map((each, index) => {
    if ('error' in each) return each;
    const values = { ...shared, ...variants[index]?.parameters };
    const set = names.length === 0 ? each : withParameters(each, { values, texts }, settings, progress);
    return withLocale(set);
  });
}

function readOne(
  paths: NotebookPaths,
  settings: RunSettings,
  root: string,
  progress?: ProgressListener,
): PreparedNotebook | UnfitNotebook {
  let declaration: Declaration | undefined;
  try {
    const fingerprint = fileFingerprint(paths.source);
    const notebook = readNotebook(paths.source, paths.name, (text) => progress?.notice?.(text));
    declaration = declarationOf(notebook, paths.name, root);
    const spec = chooseKernel(notebook, paths.name, root, settings.kernel);
    const prepared = { paths, notebook, spec, fingerprint, declaration, parameters: {} };
    return settings.lang === undefined ? prepared : translated(prepared, settings.lang, progress);
  } catch (error) {
    if (error instanceof RunnerError) return { paths, error, ...(declaration && { declaration }) };
    throw error;
  }
}

/** @throws {TranslationError} when there is no translation, or it cannot be read */
function translated(prepared: PreparedNotebook, lang: string, progress?: ProgressListener): PreparedNotebook {
  const { notebook, paths } = prepared;
  const translation = readTranslation(notebook, paths.source, paths.name, lang);
  const { problems } = translation;
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 translation is' : `${problems.length} translations are`;
    progress?.notice?.(`${paths.name}: ${count} not up to date; see: translate status ${paths.name}`);
  }
  return { ...prepared, notebook: withTranslatedProse(notebook, translation), translation };
}

/** Tells a notebook with a parameter `locale` its language, unless it was told one. Readers see no cell of it. */
function withLocale(prepared: PreparedNotebook): PreparedNotebook {
  const { notebook, spec, paths, parameters, translation } = prepared;
  if (translation === undefined || 'locale' in parameters) return prepared;
  const declared = declaredParameters(notebook, spec.language).filter(({ name }) => name === 'locale');
  if (declared.length === 0) return prepared;
  const given = { values: { locale: translation.lang }, texts: {} };
  const values = { ...parameters, ...parameterValues(declared, given, paths.name) };
  const { notebook: injected } = injectParameters(notebook, values, spec.language);
  const hidden = Object.keys(parameters).length === 0;
  return { ...prepared, notebook: hidden ? withHiddenParameters(injected) : injected };
}

function withParameters(
  prepared: PreparedNotebook,
  given: GivenParameters,
  { inPlace }: RunSettings,
  progress?: ProgressListener,
): PreparedNotebook {
  const { paths, spec } = prepared;
  const declared = declaredParameters(prepared.notebook, spec.language);
  const parameters = parameterValues(declared, given, paths.name);
  const { notebook, skipped } = injectParameters(prepared.notebook, parameters, spec.language);
  if (skipped.length > 0)
    progress?.notice?.(`${paths.name} does not declare ${skipped.join(', ')}: not set there`);
  if (notebook !== prepared.notebook && paths.inPlace && !inPlace) {
    throw new ParameterError(
      `these parameters would overwrite ${paths.name} with their results. ` +
        'Write elsewhere with --output-dir DIR, or pass --in-place if you mean it.',
    );
  }
  return { ...prepared, notebook, parameters: withoutKeys(parameters, ...skipped) };
}
