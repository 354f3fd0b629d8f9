import type { Document, LineCounter } from 'yaml';
import { closest } from '../core/closest.js';
import { valueOfYaml, yaml } from '../core/yaml.js';
import { OptionsError } from '../errors.js';
import { FIELDS_OF_KIND } from '../mapping/kinds.js';
import { metaOf, PROJECT_KEY_NAMES, projectSchema, type ProjectFile } from './schema.js';

/** A problem and the keys that lead to it. */
interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Reads the text of a `tally.yaml`.
 *
 * @param file what to call it in messages.
 * @throws OptionsError that lists every problem with its line: unknown keys, with the one that may be meant; values that
 *   a key cannot have; fields that this kind of data does not have; keys of another kind of data.
 * @example
 * parseProject('kind: orders\ndata: orders.csv\nmap: { customer: KundenNr }\n', 'tally.yaml');
 */
export function parseProject(text: string, file: string): ProjectFile {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const [start] = broken.pos;
    throw new OptionsError(
      `${file}:${lines.linePos(start).line}: not YAML: ${broken.message.split('\n')[0] ?? ''}`,
      {
        cause: broken,
      },
    );
  }
  const { data, error } = projectSchema.safeParse(toValue(document, file) ?? {});
  const problems =
    error === undefined
      ? misplaced(data)
      : error.issues.flatMap((issue): readonly Problem[] => {
          const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
          if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
          return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key) }));
        });
  if (problems.length === 0 && data !== undefined) return data;
  const listed = problems.map(({ path, message }) => {
    const name = path.length === 0 ? '' : `${path.join('.')}: `;
    return `  line ${lineOf(document, lines, path)}: ${name}${message}`;
  });
  throw new OptionsError(`${file} cannot be used:\n${listed.join('\n')}`);
}

function toValue(document: Document.Parsed, file: string): unknown {
  try {
    return valueOfYaml(document);
  } catch (cause) {
    throw new OptionsError(`${file}: not YAML: ${(cause as Error).message}`, { cause });
  }
}

function unknownKey(key: string): string {
  const near = closest(key, PROJECT_KEY_NAMES);
  return near === undefined
    ? `unknown key. Keys are ${PROJECT_KEY_NAMES.join(', ')}.`
    : `unknown key. Did you mean ${near}?`;
}

/** Fields and keys that belong to another kind of data. */
function misplaced(data: ProjectFile): readonly Problem[] {
  const { kind, map = {} } = data;
  const fields = FIELDS_OF_KIND[kind].map(({ field }) => field);
  const unknown = Object.keys(map).filter((field) => !fields.includes(field));
  const others = PROJECT_KEY_NAMES.filter((name) => data[name] !== undefined).flatMap((name) => {
    const { kinds } = metaOf(name);
    return kinds === undefined || kinds.includes(kind) ? [] : [{ name, kinds }];
  });
  return [
    ...unknown.map((field) => {
      const near = closest(field, fields);
      const hint = near === undefined ? `Fields are ${fields.join(', ')}.` : `Did you mean ${near}?`;
      return { path: ['map', field], message: `${kind} have no such field. ${hint}` };
    }),
    ...others.map(({ name, kinds }) => ({
      path: [name],
      message: `is for ${kinds.join(' and ')}, and the kind is ${kind}.`,
    })),
  ];
}

/** The line of a key, or of the closest one above it. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  const { isMap, isNode } = yaml();
  for (let depth = path.length; depth > 0; depth--) {
    const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    if (!isMap(parent)) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      continue;
    }
    const pair = parent.items.find(({ key }) => String(key) === String(path[depth - 1]));
    if (pair !== undefined && isNode(pair.key) && pair.key.range)
      return lines.linePos(pair.key.range[0]).line;
  }
  return 1;
}
