import { join } from 'node:path';
import type { Label } from '../../core/label.js';

/** What `tally init` says besides tables. */
export const WORDS = {
  whichFile: { en: 'Which data file? ', zh: '数据文件是哪个？' },
  isRight: { en: 'Is this right? [Y/n] ', zh: '是否正确？[Y/n] ' },
  correct: {
    en: 'Nothing was written. Say what is what: --map customer=COLUMN,amount=COLUMN, and --kind orders, events or customers.',
    zh: '没有写入任何文件。请指定各列：--map customer=列名,amount=列名，以及 --kind orders、events 或 customers。',
  },
  written: {
    en: (dir: string) =>
      `The project is in ${dir}: tally.yaml says what is what, and notebooks/ is yours to change.`,
    zh: (dir: string) => `项目已生成在${dir}：tally.yaml记录各列含义，notebooks/可以随意修改。`,
  },
  notInstalled: {
    en: (dir: string) => `npm install failed in ${dir}. Run it there by hand, then: npm run run.`,
    zh: (dir: string) => `在${dir}中运行npm install失败。请手动运行后再执行：npm run run。`,
  },
  installFirst: {
    en: (dir: string) =>
      `Next: cd ${dir}, npm install, npm run run. Then open notebooks/01-….md, or the notebook in Jupyter. ` +
      'Until the packages are published, npm install needs their tarballs (make pack).',
    zh: (dir: string) =>
      `下一步：cd ${dir}，npm install，npm run run。然后打开notebooks/01-….md，或在Jupyter中打开笔记本。` +
      '各包发布之前，npm install需要给出tarball（make pack）。',
  },
  failed: {
    en: (dir: string) =>
      `A notebook did not run to its end; its outputs so far are in ${join(dir, 'notebooks')}.`,
    zh: (dir: string) => `有笔记本未能运行完；已有的输出在${join(dir, 'notebooks')}中。`,
  },
} as const;

/** What to open at the end. */
export const ending = (dir: string, folder: string): Label => ({
  en: `Open the .md files in ${join(dir, folder)} to read, or the notebooks in ${join(dir, 'notebooks')} to change them.`,
  zh: `阅读请打开${join(dir, folder)}中的.md文件；修改请打开${join(dir, 'notebooks')}中的笔记本。`,
});
