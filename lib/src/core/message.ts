import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { FindingTemplateError } from '../errors.js';
import type { Label, Locale, Text } from './label.js';
import { say, type Quantity, type Raw } from './quantity.js';
import { textIn } from './translation.js';

/** Values of a sentence by placeholder name, such as `lost.share`. */
export type MessageValues = ReadonlyMap<string, Quantity<Raw>>;

/** Dots separate a row from its values; ICU argument names cannot contain them. */
const DOT = '__';

/**
 * Fills a sentence in ICU MessageFormat: `{lost.share}` is replaced by the formatted value;
 * `{n, plural, one {# user} other {# users}}` and `{more, select, true {more} other {fewer}}` choose by a value;
 * `{gap, select, null {nothing to compare} other {…}}` by whether there is one.
 *
 * @throws FindingTemplateError when it is not MessageFormat, a placeholder has no value, a value has no placeholder, or
 *   it contains a typed number: numbers must be values, so that they stay up to date.
 */
export function filled(text: Text, values: MessageValues): Label {
  return { en: fill(text, values, 'en'), zh: fill(text, values, 'zh') };
}

function fill(text: Text, values: MessageValues, locale: Locale): string {
  const template = textIn(text, locale);
  const used = new Set<string>();
  const write = (elements: readonly MessageFormatElement[], counted?: Quantity<Raw>): string =>
    elements.map((element) => piece(element, counted)).join('');
  const valueOf = (argument: string): Quantity<Raw> => {
    const name = argument.replaceAll(DOT, '.');
    used.add(name);
    const value = values.get(name);
    if (value === undefined) throw new FindingTemplateError(`"${template}" has no value for {${name}}.`);
    return value;
  };
  const piece = (element: MessageFormatElement, counted: Quantity<Raw> | undefined): string => {
    switch (element.type) {
      case TYPE.literal:
        return requireNoNumber(element.value, template);
      case TYPE.argument:
        return say(valueOf(element.value), locale);
      case TYPE.pound:
        return counted === undefined ? '#' : say(counted, locale);
      case TYPE.select: {
        const choices = Object.entries(element.options);
        const raw = rawText(valueOf(element.value));
        for (const [, { value }] of choices) write(value);
        return write(
          (choices.find(([key]) => key === raw) ?? choices.find(([key]) => key === 'other'))?.[1].value ?? [],
        );
      }
      case TYPE.plural: {
        const value = valueOf(element.value);
        const choices = Object.entries(element.options);
        for (const [, { value: option }] of choices) write(option, value);
        const keys = pluralKeys(value.raw, element.pluralType ?? 'cardinal', locale);
        const chosen = keys.map((key) => choices.find(([name]) => name === key)).find(Boolean);
        return write(chosen?.[1].value ?? [], value);
      }
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
      case TYPE.tag:
        throw new FindingTemplateError(
          `"${template}": use {name}, plural or select; values carry their own format.`,
        );
    }
  };
  const sentence = write(parsed(template));
  const unused = [...values.keys()].filter((name) => !used.has(name));
  if (unused.length > 0 && unused.every((name) => !name.includes('.'))) {
    throw new FindingTemplateError(`"${template}" does not use the values ${unused.join(', ')}.`);
  }
  return sentence;
}

function parsed(template: string): readonly MessageFormatElement[] {
  const named = template.replace(/\{\s*[\w.]+/g, (argument) => argument.replaceAll('.', DOT));
  try {
    return parse(named, { ignoreTag: true, requiresOtherClause: true });
  } catch (cause) {
    throw new FindingTemplateError(`"${template}" is not ICU MessageFormat: ${(cause as Error).message}.`, {
      cause,
    });
  }
}

function requireNoNumber(literal: string, template: string): string {
  const typed = /\p{Number}/u.exec(literal);
  if (typed === null) return literal;
  throw new FindingTemplateError(
    `"${template}" contains the typed number ${typed[0]}: use a {value} instead.`,
  );
}

/** What `select` chooses by: an undefined value chooses `null`, where a sentence has it, else `other`. */
function rawText({ raw }: Quantity<Raw>): string {
  return typeof raw === 'object' && raw !== null ? 'other' : String(raw);
}

function pluralKeys(raw: Raw, type: Intl.PluralRuleType, locale: Locale): readonly string[] {
  if (typeof raw !== 'number') return ['other'];
  return [`=${raw}`, new Intl.PluralRules(locale, { type }).select(raw), 'other'];
}
