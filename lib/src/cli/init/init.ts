import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import type { ArgsDef } from 'citty';
import { open } from '../../core/open.js';
import type { Locale } from '../../core/label.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import { EXIT, OptionsError, OutputError } from '../../errors.js';
import { DATA_KINDS, type DataKind } from '../../mapping/kinds.js';
import { parseMapping } from '../../mapping/mapping.js';
import type { DecimalMark } from '../../values/number.js';
import { command } from '../run.js';
import { sheetGiven } from '../sheet.js';
import { askOnTerminal, type Ask } from './ask.js';
import { projectTexts } from './files.js';
import { givenKeys, PROJECT_FLAGS } from './flags.js';
import { projectOf } from './project-of.js';
import { install, NotebooksError, runNotebooks, runnerIn } from './run-notebooks.js';
import { ending, WORDS } from './words.js';
import { understand, understoodText } from './understand.js';
import { writeProject } from './write.js';

const ARGS = {
  file: {
    type: 'positional',
    required: false,
    description: 'Data file, or address of a database',
    valueHint: 'FILE',
  },
  map: {
    type: 'string',
    description:
      'Column of each field, such as customer=KundenNr,amount="Betrag (EUR)"; numbers are positions',
    valueHint: 'FIELD=COLUMN,…',
  },
  dir: { type: 'string', default: '.', description: 'Folder of the project', valueHint: 'DIR' },
  lang: { type: 'enum', options: ['en', 'zh'], default: 'en', description: 'Language of the notebooks' },
  yes: { type: 'boolean', description: 'Ask nothing: take what was understood' },
  force: { type: 'boolean', description: 'Replace files that are there already' },
  install: {
    type: 'boolean',
    description: 'Install the packages of the project, and then run its notebooks',
  },
  ...PROJECT_FLAGS,
} as const satisfies ArgsDef;

export const init = command({
  meta: {
    name: 'tally init',
    description: 'Make a project of notebooks for a file of orders, events or customers, and run them',
  },
  args: ARGS,
  async run({ args }) {
    const { dir, lang, force = false } = args;
    const ask = args.yes === true ? null : askOnTerminal();
    const file = args.file ?? (await ask?.(WORDS.whichFile[lang]));
    if (file === undefined || file === '') throw new OptionsError('No file given: tally init orders.csv.');
    const given = givenKeys(args);
    const kind = kindGiven(given.kind);
    const map = args.map === undefined ? {} : parseMapping(args.map);
    const spill = new TemporaryFolder();
    const session = await open({ locale: lang, memoryLimit: '1GB', spillFolder: spill.file('spill') });
    try {
      const reading = {
        ...(given.decimal !== undefined && { decimal: decimalGiven(given.decimal) }),
        ...(given.encoding !== undefined && { encoding: given.encoding }),
        ...(given.delimiter !== undefined && { delimiter: given.delimiter }),
        ...(given.sheet !== undefined && { sheet: sheetGiven(given.sheet) }),
      };
      const understood = await understand(
        session,
        { file, map, reading, ...(kind !== undefined && { kind }) },
        ask,
      );
      console.log(`${understoodText(understood, basename(file), lang)}\n`);
      if (!(await isRight(ask, lang))) throw new OptionsError(WORDS.correct[lang]);
      const locale = lang === 'zh' ? { locale: lang } : {};
      const project = projectOf(file, understood.proposal, { ...given, ...locale }, dir);
      const name = nameOf(dir);
      writeProject(dir, projectTexts({ name, project, locale: lang, version: version() }), force);
      console.log(WORDS.written[lang](dir));
    } finally {
      session.close();
      spill.remove();
    }
    finish(dir, lang, args.install === true);
  },
});

function kindGiven(kind: string | undefined): DataKind | undefined {
  if (kind === undefined) return undefined;
  const known = DATA_KINDS.find((one) => one === kind);
  if (known === undefined)
    throw new OptionsError(`--kind must be one of ${DATA_KINDS.join(', ')}, not "${kind}".`);
  return known;
}

function decimalGiven(mark: string): DecimalMark {
  if (mark === '.' || mark === ',') return mark;
  throw new OptionsError(`--decimal must be "." or ",", not "${mark}".`);
}

async function isRight(ask: Ask, lang: Locale): Promise<boolean> {
  if (ask === null) return true;
  return /^(y|yes|是|对)?$/i.test(await ask(WORDS.isRight[lang]));
}

/** npm allows letters, digits, hyphens and dots. */
const nameOf = (dir: string): string =>
  basename(resolve(dir))
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '') || 'my-data';

function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('tally/package.json'), 'utf8'),
  );
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '*';
}

/** Runs the notebooks if their packages are there, and says what to open. */
function finish(dir: string, lang: Locale, installing: boolean): void {
  if (installing && !install(dir)) throw new OutputError(WORDS.notInstalled[lang](dir));
  const runner = runnerIn(dir);
  if (runner === null) {
    console.log(WORDS.installFirst[lang](dir));
    return;
  }
  const code = runNotebooks(dir, runner, lang);
  if (code !== 0 && code !== EXIT.claims) throw new NotebooksError(WORDS.failed[lang](dir), code);
  if (code !== 0) process.exitCode = code;
  const first = existsSync(join(dir, 'notebooks', 'zh')) && lang === 'zh' ? 'notebooks/zh' : 'notebooks';
  console.log(ending(dir, first)[lang]);
}
