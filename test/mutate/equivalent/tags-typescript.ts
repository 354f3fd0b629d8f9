import type { Equivalent } from './entry.js';

const TAGS = 'lib/src/metrics/tags';

/** TypeScript by file: the line, the change, the line with it, and why. */
const CHANGES: Readonly<Record<string, readonly (readonly [string, string, string, string])[]>> = {
  'event-values': [
    [
      "const table = new Table({ session, name, columns: { user_key: 'text', value: 'double' }, roles: {} });",
      'ObjectLiteral',
      'const table = new Table({ session, name, columns: {}, roles: {} });',
      'Nobody asks for the columns of a table made on the way.',
    ],
    [
      'const isApart = is !== undefined && is > before;',
      'ConditionalExpression',
      'const isApart = true && is > before;',
      'A comparison with undefined is false.',
    ],
    [
      'const isApart = is !== undefined && is > before;',
      'EqualityOperator',
      'const isApart = is !== undefined && is >= before;',
      'Of two ends that meet, either is the start.',
    ],
  ],
  export: [
    [
      'if (hash !== undefined) await requireDistinct(audience, value);',
      'ConditionalExpression',
      'if (true) await requireDistinct(audience, value);',
      'Ids that are not hashed are distinct.',
    ],
  ],
  history: [
    [
      'const kept = values?.tables.get(eventText(test))?.table;',
      'OptionalChaining',
      'const kept = values?.tables.get(eventText(test)).table;',
      'Every event test of a rule is kept.',
    ],
    [
      'return kept === undefined ? eventValues(book, test) : sql`SELECT user_key, "value" FROM ${kept}`;',
      'ConditionalExpression',
      'return true ? eventValues(book, test) : sql`SELECT user_key, "value" FROM ${kept}`;',
      'What is kept is what would be counted.',
    ],
  ],
  lex: [
    [
      'return at + (space.exec(text)?.[0].length ?? 0);',
      'OptionalChaining',
      'return at + (space.exec(text)[0].length ?? 0);',
      'It matches any text.',
    ],
  ],
  manual: [
    [
      'if (path !== undefined && existsSync(path)) this.#read(path);',
      'ConditionalExpression',
      'if (true && existsSync(path)) this.#read(path);',
      'There is no file of no name.',
    ],
    [
      "`A manual tag needs ${issue?.path.join('.') ?? 'its fields'}: ${issue?.message ?? ''}.`,",
      'OptionalChaining',
      "`A manual tag needs ${issue.path.join('.') ?? 'its fields'}: ${issue?.message ?? ''}.`,",
      'What is refused has an issue.',
    ],
    [
      "`A manual tag needs ${issue?.path.join('.') ?? 'its fields'}: ${issue?.message ?? ''}.`,",
      'OptionalChaining',
      "`A manual tag needs ${issue?.path.join('.') ?? 'its fields'}: ${issue.message ?? ''}.`,",
      'What is refused has an issue.',
    ],
    [
      'if (last !== undefined && on < last) {',
      'ConditionalExpression',
      'if (true && on < last) {',
      'A comparison with undefined is false.',
    ],
    [
      "throw new OptionsError(`${at}: not an entry of manual tags (${found.error.issues[0]?.message ?? ''}).`);",
      'OptionalChaining',
      "throw new OptionsError(`${at}: not an entry of manual tags (${found.error.issues[0].message ?? ''}).`);",
      'What is refused has an issue.',
    ],
  ],
  memberships: [
    [
      '.flatMap((tag) => this.#tags.get(tag)?.refreshes.at(-1)?.asOf ?? [])',
      'OptionalChaining',
      '.flatMap((tag) => this.#tags.get(tag)?.refreshes.at(-1).asOf ?? [])',
      'What is kept has a refresh.',
    ],
  ],
  overlap: [
    [
      'if (first === undefined || entries.length < 2 || entries.length > MOST) {',
      'ConditionalExpression',
      'if (false || entries.length < 2 || entries.length > MOST) {',
      'Of none there are fewer than two.',
    ],
    [
      'const other = kinds.find(({ kind }) => kind !== kinds[0]?.kind);',
      'OptionalChaining',
      'const other = kinds.find(({ kind }) => kind !== kinds[0].kind);',
      'There are two at least.',
    ],
    [
      "`The users of ${other.name} are ${other.kind}, those of ${kinds[0]?.name ?? ''} ${kinds[0]?.kind ?? ''}: they cannot overlap.`,",
      'OptionalChaining',
      "`The users of ${other.name} are ${other.kind}, those of ${kinds[0].name ?? ''} ${kinds[0]?.kind ?? ''}: they cannot overlap.`,",
      'There are two at least.',
    ],
    [
      "`The users of ${other.name} are ${other.kind}, those of ${kinds[0]?.name ?? ''} ${kinds[0]?.kind ?? ''}: they cannot overlap.`,",
      'OptionalChaining',
      "`The users of ${other.name} are ${other.kind}, those of ${kinds[0]?.name ?? ''} ${kinds[0].kind ?? ''}: they cannot overlap.`,",
      'There are two at least.',
    ],
  ],
  parse: [
    [
      "return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#text.length };",
      'ObjectLiteral',
      'return this.#tokens[this.#next] ?? {};',
      'Nothing is read beyond the end.',
    ],
    [
      'if (parts.length === 1 && only !== undefined) return only;',
      'ConditionalExpression',
      'if (parts.length === 1 && true) return only;',
      'The only one is there.',
    ],
    [
      'return placed({ [word]: parts } as unknown as Q, { text: this.#text, at, values: [] });',
      'ArrayDeclaration',
      'return placed({ [word]: parts } as unknown as Q, { text: this.#text, at, values: ["Stryker was here"] });',
      'No message is about a value of it.',
    ],
    [
      'return placed({ not: query } as unknown as Q, { text: this.#text, at, values: [] });',
      'ArrayDeclaration',
      'return placed({ not: query } as unknown as Q, { text: this.#text, at, values: ["Stryker was here"] });',
      'No message is about a value of it.',
    ],
    [
      'const test = (rest: object, values: readonly number[] = []) =>',
      'ArrayDeclaration',
      'const test = (rest: object, values: readonly number[] = ["Stryker was here"]) =>',
      'No message is about a value of it.',
    ],
    [
      '#require(word: string, words: readonly string[] = []): void {',
      'ArrayDeclaration',
      '#require(word: string, words: readonly string[] = ["Stryker was here"]): void {',
      'It is close to no word.',
    ],
    [
      '#expected(what: string, words: readonly string[] = []): Error {',
      'ArrayDeclaration',
      '#expected(what: string, words: readonly string[] = ["Stryker was here"]): Error {',
      'It is close to no word.',
    ],
    [
      "return placed({ tag: this.#name('the name of a tag') }, { text: this.#text, at, values: [] });",
      'ArrayDeclaration',
      'return placed({ tag: this.#name(\'the name of a tag\') }, { text: this.#text, at, values: ["Stryker was here"] });',
      'No message is about a value of it.',
    ],
    [
      'return placed(test, { text: this.#text, at, values: [] });',
      'ArrayDeclaration',
      'return placed(test, { text: this.#text, at, values: ["Stryker was here"] });',
      'No message is about a value of it.',
    ],
  ],
};

/** Looked at one by one: see `EQUIVALENT`. */
export const TAGS_TYPESCRIPT_EQUIVALENT: readonly Equivalent[] = Object.entries(CHANGES).flatMap(
  ([file, changes]) =>
    changes.map(([line, change, after, why]) => ({ file: `${TAGS}/${file}.ts`, line, change, after, why })),
);
