/** The words of the page itself, by its language. */
export interface Words {
  readonly contents: string;
  readonly skip: string;
  readonly code: (lines: number) => string;
  readonly showCode: string;
  readonly hideCode: string;
  readonly dark: string;
  readonly light: string;
  readonly interactive: string;
  readonly noPicture: string;
  readonly table: (number: number) => string;
  readonly output: (cell: number) => string;
  readonly error: string;
  readonly warnings: string;
  readonly done: string;
  readonly open: string;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly stop: string;
  readonly unexpected: string;
  readonly claims: string;
  readonly verdict: string;
  readonly pages: string;
  readonly previous: string;
  readonly next: string;
  readonly made: (file: string) => string;
}

const ENGLISH: Words = {
  contents: 'Contents',
  skip: 'Skip to the text',
  code: (lines) => `Code, ${lines} lines`,
  showCode: 'Show all code',
  hideCode: 'Hide all code',
  dark: 'Dark',
  light: 'Light',
  interactive: 'Make interactive',
  noPicture: 'This figure is drawn by a script.',
  table: (number) => `Table ${number}`,
  output: (cell) => `Output of cell ${cell}`,
  error: 'Error',
  warnings: 'Written to stderr',
  done: 'done',
  open: 'to do',
  verdicts: { holds: 'Holds', fails: 'Does not hold', unreadable: 'Unreadable' },
  stop: '.',
  unexpected: 'Not as published.',
  claims: 'Claims',
  verdict: 'Verdict',
  pages: 'Notebooks',
  previous: 'Previous',
  next: 'Next',
  made: (file) => `Made from ${file} by nbconvert-ts-runner.`,
};

const CHINESE: Words = {
  contents: '目录',
  skip: '跳到正文',
  code: (lines) => `代码，${lines}行`,
  showCode: '展开全部代码',
  hideCode: '收起全部代码',
  dark: '深色',
  light: '浅色',
  interactive: '交互图',
  noPicture: '此图由脚本绘制。',
  table: (number) => `表${number}`,
  output: (cell) => `单元格${cell}的输出`,
  error: '错误',
  warnings: '写入stderr',
  done: '已完成',
  open: '待办',
  verdicts: { holds: '成立', fails: '不成立', unreadable: '无法读取' },
  stop: '。',
  unexpected: '与发表时不同。',
  claims: '结论',
  verdict: '判定',
  pages: '笔记本',
  previous: '上一篇',
  next: '下一篇',
  made: (file) => `由nbconvert-ts-runner从${file}生成。`,
};

/** The words for a language tag: Chinese for `zh` and its kin, English for all others. */
export function wordsFor(lang: string): Words {
  return /^zh\b/i.test(lang) ? CHINESE : ENGLISH;
}
