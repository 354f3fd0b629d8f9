import { join } from 'node:path';

/** What is said of a report that was written. */
export const RUN_WORDS = {
  written: {
    en: (dir: string, names: readonly string[]) =>
      `Written: ${names.map((name) => join(dir, name)).join(', ')}`,
    zh: (dir: string, names: readonly string[]) =>
      `已写入：${names.map((name) => join(dir, name)).join('、')}`,
  },
  notRun: {
    en: 'The notebook has no outputs and the page no figures: nbconvert-ts-runner and tally-kernel are not installed here.',
    zh: '笔记本没有输出，页面没有图表：此处未安装nbconvert-ts-runner和tally-kernel。',
  },
  failed: {
    en: (dir: string) => `The notebook did not run to its end; its outputs so far are in ${dir}.`,
    zh: (dir: string) => `笔记本未能运行完；已有的输出在${dir}中。`,
  },
} as const;
