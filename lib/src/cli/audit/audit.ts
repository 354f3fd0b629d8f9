import { basename, resolve } from 'node:path';
import type { ArgsDef } from 'citty';
import { open } from '../../core/open.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import { EXIT, OptionsError } from '../../errors.js';
import { load } from '../../load/load.js';
import { auditSegmentation } from '../../metrics/audit/audit.js';
import { runnerIn } from '../init/run-notebooks.js';
import { writeProject } from '../init/write.js';
import { htmlPage } from '../profile/page.js';
import { command } from '../run.js';
import { sheetGiven } from '../sheet.js';
import { COLUMN_FLAGS, givenColumns } from './given.js';
import { reportTexts } from '../report/notebook.js';
import { pathFrom, runReport } from '../report/run.js';
import { RUN_WORDS } from '../report/words.js';
import { adviceOf, auditJson, auditViews, headingOf, scorecardText } from './report.js';
import { auditedColumns } from './usual.js';
import { WORDS } from './words.js';

/** Name of the report's files. */
const NOTEBOOK = 'segment-audit';

const ARGS = {
  file: {
    type: 'positional',
    required: false,
    description: 'Data file, one row a customer',
    valueHint: 'FILE',
  },
  ...COLUMN_FLAGS,
  out: { type: 'string', default: 'segment-audit', description: 'Folder of the report', valueHint: 'DIR' },
  force: { type: 'boolean', description: 'Replace files that are there already' },
  lang: { type: 'enum', options: ['en', 'zh'], default: 'en', description: 'Language of the report' },
  decimal: { type: 'enum', options: ['.', ','], description: 'Decimal mark, where the file does not tell' },
  encoding: { type: 'string', description: 'Text encoding, such as gbk', valueHint: 'NAME' },
  delimiter: { type: 'string', description: 'What separates the fields', valueHint: 'MARK' },
  sheet: { type: 'string', description: 'Sheet of a workbook, by name or number', valueHint: 'SHEET' },
  memory: {
    type: 'string',
    default: '1GB',
    description: 'Memory limit of the engine; the rest goes to disk',
  },
} as const satisfies ArgsDef;

export const audit = command({
  meta: {
    name: 'tally audit',
    description: `Audit a segmentation against an outcome, as a notebook, one page and JSON; exits with ${EXIT.data} if there is nothing to audit`,
  },
  args: ARGS,
  async run({ args }) {
    const { file, lang, out, force = false, memory } = args;
    if (file === undefined)
      throw new OptionsError('No file given: tally audit customers.csv --segment tier --outcome retention.');
    const given = givenColumns(args);
    const options = {
      ...(args.decimal !== undefined && { decimal: args.decimal }),
      ...(args.encoding !== undefined && { encoding: args.encoding }),
      ...(args.delimiter !== undefined && { delimiter: args.delimiter }),
      ...(args.sheet !== undefined && { sheet: sheetGiven(args.sheet) }),
    };
    const spill = new TemporaryFolder();
    const session = await open({ locale: lang, memoryLimit: memory, spillFolder: spill.file('spill') });
    try {
      const table = await load(session, file, options);
      const columns = await auditedColumns(session, table, given);
      const { user, halves, ...rest } = columns;
      const named = { ...(user !== null && { customer: user }), ...(halves !== null && { halves }) };
      const found = await auditSegmentation(table, { ...rest, ...named });
      const audited = { file: basename(file), ...columns };
      const runner = runnerIn(out);
      const page = { locale: lang, title: headingOf(audited, lang), heading: WORDS.poor[lang] };
      const parameters = { data: pathFrom(out, file), ...columns, options, locale: lang };
      const texts = [
        ...reportTexts({ kind: 'audit', name: NOTEBOOK }, parameters, lang),
        { path: `${NOTEBOOK}.json`, text: auditJson(found, audited) },
        {
          path: `${NOTEBOOK}.html`,
          text: htmlPage({ ...page, doubts: adviceOf(found), views: auditViews(found) }),
        },
      ];
      writeProject(out, texts, force);
      const more =
        runner === null
          ? [`${NOTEBOOK}.ipynb`]
          : runReport({ folder: resolve(out), name: NOTEBOOK }, runner, lang);
      const { rows, customers } = found.composition.at();
      console.log(`\n${page.title}${WORDS.rows[lang](rows[lang], customers[lang])}\n`);
      console.log(scorecardText(found));
      const names = [...more, `${NOTEBOOK}.html`, `${NOTEBOOK}.json`];
      console.log(
        `\n${RUN_WORDS.written[lang](out, names)}${runner === null ? `\n${RUN_WORDS.notRun[lang]}` : ''}`,
      );
    } finally {
      session.close();
      spill.remove();
    }
  },
});
