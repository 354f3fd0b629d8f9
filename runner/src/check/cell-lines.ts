import jsonc from 'jsonc-parser';

/** The line, from 1, on which each cell of a notebook file begins, in the order of the cells. */
export function cellLines(text: string): number[] {
  const tree = jsonc.parseTree(text);
  const cells = tree && jsonc.findNodeAtLocation(tree, ['cells']);
  let [line, at] = [1, 0];
  return (cells?.children ?? []).map(({ offset }) => {
    line += text.slice(at, offset).split('\n').length - 1;
    at = offset;
    return line;
  });
}
