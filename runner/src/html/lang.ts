import { tagsOf, type Notebook } from '../nbformat/index.js';

/** Share of Chinese characters among all letters above which a text counts as Chinese. */
const CHINESE_SHARE = 0.3;

/**
 * The language of a notebook as a BCP 47 tag: `metadata.lang` where the notebook says it, else told from the
 * letters of its prose.
 *
 * @example
 * notebookLang({ metadata: { lang: 'de' }, cells: [] }); // 'de'
 */
export function notebookLang({ metadata, cells }: Notebook): string {
  const { lang } = metadata;
  if (typeof lang === 'string' && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(lang)) return lang;
  const prose = cells
    .filter((cell) => cell.cell_type === 'markdown' && !tagsOf(cell).includes('hide'))
    .map(({ source }) => source)
    .join('\n');
  const letters = prose.match(/\p{L}/gu)?.length ?? 0;
  const chinese = prose.match(/\p{Script=Han}/gu)?.length ?? 0;
  return letters > 0 && chinese / letters > CHINESE_SHARE ? 'zh-CN' : 'en';
}
