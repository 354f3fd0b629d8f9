import type { Locale } from '../../core/label.js';
import { yaml } from '../../core/yaml.js';
import { metaOf, PROJECT_KEY_NAMES, type ProjectFile } from '../../project/schema.js';

const HEAD: Readonly<Record<Locale, string>> = {
  en: '# Which data, and which column holds what. Every notebook reads this file.\n',
  zh: '# 数据在哪里，各列是什么。每个笔记本都读取本文件。\n',
};
const MORE: Readonly<Record<Locale, string>> = {
  en: '\n# It can also say:\n',
  zh: '\n# 还可以写：\n',
};

/**
 * The text of a `tally.yaml`: what is known, each key with what it means, and then what else it can say.
 *
 * @example
 * projectYaml({ kind: 'orders', data: 'orders.csv', map: { customer: 'KundenNr' } }, 'en');
 */
export function projectYaml(project: ProjectFile, locale: Locale): string {
  const said = PROJECT_KEY_NAMES.filter((name) => project[name] !== undefined);
  const lines = said.map(
    (name) =>
      `# ${metaOf(name).description}\n${yaml().stringify({ [name]: project[name] }, { lineWidth: 0 })}`,
  );
  const others = PROJECT_KEY_NAMES.filter((name) => {
    const { kinds } = metaOf(name);
    return !said.includes(name) && (kinds === undefined || kinds.includes(project.kind));
  });
  const more = others.map((name) => `# ${name}: ${metaOf(name).description}\n`);
  return [HEAD[locale], ...lines, MORE[locale], ...more].join('');
}
