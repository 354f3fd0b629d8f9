import { createRequire } from 'node:module';
import { InvalidOptionError } from './errors.js';
import { LOCALE_NAMES } from './locale-names.js';
import { nearest } from './suggest.js';

/** Month and day names, date formats, number separators and words, as plotly's locale modules hold them. */
interface LocaleModule {
  readonly name: string;
  readonly dictionary: object;
  readonly format: object;
}

/** The part of a plotly config that says how text is written. */
export interface LocaleConfig {
  /** Dollar signs are no formulas: to look for them takes plotly time that grows with the square of a text. */
  readonly typesetMath: false;
  readonly locale?: string;
  readonly locales?: Readonly<Record<string, Pick<LocaleModule, 'dictionary' | 'format'>>>;
}

const require = createRequire(import.meta.url);

/** The file of a locale, `zh-cn` for `zh-CN` or `zh_CN`; undefined where there is none. */
function moduleName(locale: string): string | undefined {
  const wanted = locale.toLowerCase().replace('_', '-');
  return LOCALE_NAMES.find((name) => name.toLowerCase() === wanted)?.toLowerCase();
}

/**
 * What plotly needs to write dates and numbers as `locale` does; of English, its own language, it needs nothing.
 * Only the files asked for are loaded.
 *
 * @example
 * loadLocale('de-CH').locales; // { 'de-CH': …, de: … }
 *
 * @throws InvalidOptionError naming the locale that looks alike
 */
export function loadLocale(locale = 'en'): LocaleConfig {
  if (/^en([-_]us)?$/i.test(locale)) return { typesetMath: false };
  const file = moduleName(locale);
  if (file === undefined) {
    const near = nearest(locale, ['en', ...LOCALE_NAMES]);
    const advice = near === undefined ? 'known locales: en, de, fr, zh-CN …' : `did you mean ${near}?`;
    throw new InvalidOptionError('locale', `unknown locale ${JSON.stringify(locale)}; ${advice}`);
  }
  // A region's file holds only what differs from the language's own.
  const files = [file, moduleName(file.split('-', 1)[0] ?? file)].filter((name) => name !== undefined);
  const modules = [...new Set(files)].map((name) => require(`plotly.js-locales/${name}`) as LocaleModule);
  return {
    typesetMath: false,
    locale: modules[0]?.name ?? locale,
    locales: Object.fromEntries(
      modules.map(({ name, dictionary, format }) => [name, { dictionary, format }]),
    ),
  };
}
