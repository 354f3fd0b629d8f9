import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { UsageError } from '../errors.js';
import type { FigureRenderer } from '../figures/renderer.js';
import { jsonObject } from '../nbformat/schema.js';
import { LANGUAGE_TAG } from '../translate/paths.js';
import type { ProgressListener } from './progress.js';
import { seconds } from './time-limits.js';

export const DEFAULT_TIMEOUT_SECONDS = 600;

/** Unless told otherwise no more kernels than this run at once: each takes some 300 MB. */
const MOST_JOBS = 4;

const schema = z.strictObject({
  /** Files, folders or glob patterns, relative to `cwd`. */
  inputs: z.array(z.string()).min(1, 'give at least one notebook, folder or pattern'),
  /** Default: the working directory of the process. */
  cwd: z.string().default(() => process.cwd()),
  /** Values for the variables that `parameters` cells declare. */
  parameters: jsonObject.default({}),
  /** The same as words, which are read as the declared type asks for; they win over `parameters`. */
  parameterTexts: z.record(z.string(), z.string()).default({}),
  /** Parameters of several outputs of each notebook; they win over `parameters`. Needs `outputDir`. */
  each: z.array(jsonObject).min(1, 'has no entry').optional(),
  /** The name of such an output. Default: `{notebook}-{n}`; `{x}` is the parameter x. */
  outputName: z.string().min(1).optional(),
  /** Runs notebooks in another language than that of their cells, from `<lang>/<notebook>.yaml` next to them. */
  lang: z.string().regex(LANGUAGE_TAG, 'must be a language tag such as zh').optional(),
  /** Where notebooks, markdown and figures go instead of in place. */
  outputDir: z.string().min(1).optional(),
  /** Below which folder notebooks are told to write their own files. Default: `outputDir`, or the project root. */
  outputRoot: z.string().min(1).optional(),
  /** Default: `figures` in the project root, or in `outputDir` where that is given. */
  figuresDir: z.string().min(1).optional(),
  /** Whether a broken claim fails its notebook. Default: `fail` in place, `report` with `outputDir`. */
  claims: z.enum(['fail', 'report'], 'must be fail or report').optional(),
  /** Writes the claims register, `claims.json` and `claims.md`, to the folder of the figures. */
  register: z.boolean().default(true),
  /** Time limit of each cell that sets none itself. */
  timeoutSeconds: seconds.default(DEFAULT_TIMEOUT_SECONDS),
  /** Time limit per notebook, all its cells together; by default none. */
  notebookTimeoutSeconds: seconds.optional(),
  /** Names of environment variables that kernels see besides PATH, HOME, USER and TMPDIR. */
  env: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of a variable, without a value'))
    .default([]),
  /** Kernel to use instead of the one each notebook names. */
  kernel: z.string().optional(),
  /** How many notebooks run side by side. Default: one for each processor, at most 4. */
  jobs: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(256, 'must be at most 256')
    .default(() => Math.min(availableParallelism(), MOST_JOBS)),
  /** Takes results of earlier runs where nothing they depend on has changed; fresh ones are kept either way. */
  cache: z.boolean().default(true),
  /** Default: `node_modules/.cache/nbconvert-ts-runner`, or `.nbconvert-ts-runner` where there is no node_modules. */
  cacheDir: z.string().min(1).optional(),
  /** What the cache may hold; beyond it, what was not used for the longest time goes. */
  cacheMegabytes: z.number('must be a number').positive('must be more than 0').default(2000),
  /** Goes on where the last run ended: what succeeded then and has not changed is not run again. */
  resume: z.boolean().default(false),
  /** Makes errors of warnings about figures: missing glyphs, legends that are cut off. */
  strict: z.boolean().default(false),
  /** Allows parameters together with outputs in place. */
  inPlace: z.boolean().default(false),
});

/** What to run and how; only `inputs` is required. */
export type RunOptions = z.input<typeof schema>;
export type RunSettings = z.output<typeof schema>;

/** What a caller may watch, stop or replace. */
export interface RunHooks {
  readonly progress?: ProgressListener;
  /** Stops the run: kernels are killed, outputs so far are saved beside. */
  readonly signal?: AbortSignal;
  /** Default: one `plotly-static` renderer, loaded when the first figure comes. */
  readonly renderer?: FigureRenderer;
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {UsageError} naming the option that is wrong
 */
export function parseRunOptions(options: RunOptions): RunSettings {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError(`${issue?.path.join('.') ?? 'options'}: ${issue?.message ?? parsed.error.message}`);
}
