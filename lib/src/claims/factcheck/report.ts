import { z } from 'zod';
import { valueOfYaml, yaml } from '../../core/yaml.js';
import { OptionsError } from '../../errors.js';
import { parsePrinted } from './printed.js';

/** The tables that a report can be checked against, named like the options for their files. */
export const FACT_TABLES = ['users', 'events', 'orders'] as const;
export type FactTable = (typeof FACT_TABLES)[number];

const text = z.string().trim().min(1);
const cell = z.union([z.string(), z.number(), z.boolean()]);
const common = {
  id: text.optional(),
  claim: text,
  printed: z.union([text, z.number().transform(String)]),
  within: z.number().nonnegative().optional(),
};
const onTable = { ...common, table: z.enum(FACT_TABLES).default('users'), where: text.optional() };

/** One claim of a report: the sentence, how it is computed, and the printed number. */
const factSchema = z.discriminatedUnion('metric', [
  z.strictObject({ ...onTable, metric: z.literal('count') }),
  z.strictObject({ ...onTable, metric: z.literal('share'), column: text, value: cell }),
  z.strictObject({ ...onTable, metric: z.enum(['mean', 'median', 'sum']), column: text }),
  z.strictObject({ ...onTable, metric: z.literal('ratio'), column: text, over: text }),
  z.strictObject({ ...common, metric: z.literal('sql'), sql: text }),
  z.strictObject({ id: text.optional(), claim: text, metric: z.literal('none'), needs: text }),
]);

export type Fact = z.output<typeof factSchema>;

/**
 * Reads the claims of a report from YAML.
 *
 * @throws OptionsError that lists all problems, with file, claim number and key.
 * @example
 * parseFacts("- { claim: 45 % are women, metric: share, column: gender, value: Female, printed: 45 % }", 'report.yaml');
 */
export function parseFacts(content: string, file: string): Fact[] {
  const { data, error } = z.array(factSchema).min(1).safeParse(readYaml(content, file));
  if (error !== undefined) {
    const problems = error.issues.map(({ path: [number, ...keys], message }) =>
      number === undefined
        ? `  - it must be a list of claims: ${message}`
        : `  - claim ${Number(number) + 1}${keys.length > 0 ? `, ${keys.join('.')}` : ''}: ${message}`,
    );
    throw new OptionsError(`${file}: the claims cannot be read:\n${problems.join('\n')}`);
  }
  for (const [index, fact] of data.entries()) {
    if (fact.metric !== 'none') atClaim(file, index, () => parsePrinted(fact.printed, fact.within));
  }
  const ids = data.map((fact, index) => factId(fact, index));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new OptionsError(`${file}: two claims have the id ${twice}.`);
  return data;
}

/** The id of a claim, or its number if it has none. */
export function factId({ id }: Fact, index: number): string {
  return id ?? String(index + 1);
}

function readYaml(content: string, file: string): unknown {
  try {
    const document = yaml().parseDocument(content);
    const [broken] = document.errors;
    if (broken !== undefined) throw broken;
    return valueOfYaml(document);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OptionsError(`${file}: not YAML: ${reason}`, { cause });
  }
}

function atClaim<T>(file: string, index: number, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof OptionsError)) throw cause;
    throw new OptionsError(`${file}: claim ${index + 1}: ${cause.message}`, { cause });
  }
}
