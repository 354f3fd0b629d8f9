import { basename } from 'node:path';
import type { ArgsDef } from 'citty';
import { open } from '../../core/open.js';
import { tableBundle } from '../../core/table-view.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import { EXIT, OptionsError } from '../../errors.js';
import { command } from '../run.js';
import { sheetGiven } from '../sheet.js';
import { writeWhole } from '../write.js';
import { htmlPage } from './page.js';
import { headOf, profileOf, viewsOf } from './report.js';

const ARGS = {
  file: { type: 'positional', description: 'Data file', valueHint: 'FILE' },
  out: {
    type: 'string',
    description: 'HTML file to write: one page with everything in it',
    valueHint: 'FILE',
  },
  lang: { type: 'enum', options: ['en', 'zh'], default: 'en', description: 'Language of the report' },
  key: {
    type: 'string',
    description: 'Columns that together identify a row, such as order,line',
    valueHint: 'NAMES',
  },
  decimal: { type: 'enum', options: ['.', ','], description: 'Decimal mark, where the file does not tell' },
  encoding: { type: 'string', description: 'Text encoding, such as gbk', valueHint: 'NAME' },
  delimiter: {
    type: 'string',
    description: 'What separates the fields; spaces for aligned columns',
    valueHint: 'MARK',
  },
  sheet: { type: 'string', description: 'Sheet of a workbook, by name or number', valueHint: 'SHEET' },
  memory: {
    type: 'string',
    default: '1GB',
    description: 'Memory limit of the engine; the rest goes to disk',
  },
} as const satisfies ArgsDef;

export const profile = command({
  meta: {
    name: 'tally profile',
    description: `Report the quality of any data file; exits with ${EXIT.data} if it cannot be read`,
  },
  args: ARGS,
  async run({ args: { file, out, lang, key, decimal, encoding, delimiter, sheet, memory } }) {
    if (file === undefined)
      throw new OptionsError('No file given. Name a data file: tally profile orders.csv.');
    const spill = new TemporaryFolder();
    const session = await open({ locale: lang, memoryLimit: memory, spillFolder: spill.file('spill') });
    try {
      const found = await profileOf(session, file, {
        ...(key !== undefined && { key: key.split(',').map((name) => name.trim()) }),
        ...(decimal !== undefined && { decimal }),
        ...(encoding !== undefined && { encoding }),
        ...(delimiter !== undefined && { delimiter }),
        ...(sheet !== undefined && { sheet: sheetGiven(sheet) }),
      });
      const { title, doubts } = headOf(found, basename(file));
      const views = viewsOf(found);
      const said = doubts.map((doubt) => doubt[lang]);
      console.log([title[lang], ...said.map((doubt) => `! ${doubt}`)].join('\n'));
      console.log(`\n${String(tableBundle(views)['text/plain'])}`);
      if (out === undefined) return;
      writeWhole(out, htmlPage({ locale: lang, title: title[lang], doubts: said, views }), '--out');
      console.log(lang === 'zh' ? `\n已写入${out}。` : `\nWritten: ${out}`);
    } finally {
      session.close();
      spill.remove();
    }
  },
});
