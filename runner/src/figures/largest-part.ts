/** Below this share of its parent a part is no longer the one that matters. */
const SHARE = 0.6;

/**
 * The attribute that most of a figure is in, for a message about one that takes too long: `data[0].x`.
 *
 * @returns its path and its length as JSON, in characters
 */
export function largestPart(figure: unknown): { path: string; characters: number } {
  let [path, value, characters] = ['', figure, lengthOf(figure)];
  for (;;) {
    const isList = Array.isArray(value);
    const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const sized = parts.map(([key, part]: [string, unknown]) => ({ key, part, size: lengthOf(part) }));
    const [first] = sized.sort((a, b) => b.size - a.size);
    if (first === undefined || first.size < SHARE * characters)
      return { path: path || 'the figure', characters };
    path += isList ? `[${first.key}]` : `${path === '' ? '' : '.'}${first.key}`;
    [value, characters] = [first.part, first.size];
  }
}

function lengthOf(value: unknown): number {
  const text: unknown = JSON.stringify(value);
  return typeof text === 'string' ? text.length : 0;
}
