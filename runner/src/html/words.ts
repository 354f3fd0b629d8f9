/** The words of the page itself, by its language. */
export interface Words {
  readonly contents: string;
  readonly skip: string;
  readonly code: (lines: number) => string;
  readonly codeTitle: string;
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
  /** Of an output that has only types a page cannot show. */
  readonly unshown: (types: string) => string;
  /** Below HTML of which a part was taken out. */
  readonly scripted: string;
  readonly done: string;
  readonly open: string;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly stop: string;
  /** Between two sentences. */
  readonly space: string;
  readonly unexpected: string;
  readonly claims: string;
  readonly findings: string;
  readonly publishedClaim: string;
  readonly publishedClaims: string;
  readonly verdict: string;
  readonly pages: string;
  readonly previous: string;
  readonly next: string;
  readonly made: (file: string) => string;
}

const ENGLISH: Words = {
  contents: 'Contents',
  skip: 'Skip to the text',
  code: (lines) => (lines === 1 ? 'Code, 1 line' : `Code, ${lines} lines`),
  codeTitle: 'Code',
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
  unshown: (types) => `An output that cannot be shown here: ${types}`,
  scripted: 'A part of this output needs a script or another page and is not shown here.',
  done: 'done',
  open: 'to do',
  verdicts: {
    holds: 'Holds',
    fails: 'Does not hold',
    undefined: 'Cannot be told from these data',
    unreadable: 'Unreadable',
    confirmed: 'Confirmed',
    'confirmed-as-defined': 'Confirmed as defined',
    contradicted: 'Contradicted',
    unsupported: 'Unsupported',
    untestable: 'Cannot be tested',
    implemented: 'Implemented',
  },
  stop: '.',
  space: ' ',
  unexpected: 'Not as expected.',
  claims: 'Findings and published claims',
  findings: 'Findings',
  publishedClaim: 'Published claim',
  publishedClaims: 'Published claims',
  verdict: 'Verdict',
  pages: 'Notebooks',
  previous: 'Previous',
  next: 'Next',
  made: (file) => `Made from ${file} by nbconvert-ts-runner.`,
};

const CHINESE: Words = {
  contents: '目录',
  skip: '跳到正文',
  code: (lines) => `代码（${lines}行）`,
  codeTitle: '代码',
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
  unshown: (types) => `此处无法显示的输出：${types}`,
  scripted: '此输出的一部分需要运行脚本或加载其他页面，未在此显示。',
  done: '已完成',
  open: '待办',
  verdicts: {
    holds: '成立',
    fails: '不成立',
    undefined: '数据不足，无法判断',
    unreadable: '无法读取',
    confirmed: '证实',
    'confirmed-as-defined': '按其定义证实',
    contradicted: '不符',
    unsupported: '缺乏依据',
    untestable: '无法检验',
    implemented: '已实现',
  },
  stop: '。',
  space: '',
  unexpected: '与预期不符。',
  claims: '结论与原文论断',
  findings: '结论',
  publishedClaim: '原文论断',
  publishedClaims: '原文论断',
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
