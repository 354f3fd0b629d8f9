/** One token of a template's SQL; `hole` stands for what is interpolated. */
export interface Token {
  readonly kind: 'word' | 'number' | 'quoted' | 'operator' | 'mark' | 'hole';
  readonly text: string;
  /** Upper case, for comparison with keywords. */
  readonly key: string;
  /** Which of the template's texts it stands in, and where; of a hole, the end of the text before it. */
  readonly part: number;
  readonly at: number;
  /** How many parentheses are open around it; the parentheses themselves count as outside. */
  readonly depth: number;
}

const TOKEN =
  /--[^\n]*|'(?:[^']|'')*'|"[^"]*"|[A-Za-z_]\w*|\d+(?:\.\d+)?|<=|>=|<>|!=|->>|->|=>|:=|::|\|\||[-+*/<>=%]|[^\s]/g;

/** The tokens of the texts of a template, in order, with a hole between two texts. */
export function tokensOf(texts: readonly string[]): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  texts.forEach((text, part) => {
    for (const { 0: found, index: at } of text.matchAll(TOKEN)) {
      if (found.startsWith('--')) continue;
      if (found === ')') depth -= 1;
      tokens.push({ kind: kindOf(found), text: found, key: found.toUpperCase(), part, at, depth });
      if (found === '(') depth += 1;
    }
    if (part + 1 < texts.length) {
      tokens.push({ kind: 'hole', text: '', key: '', part, at: text.length, depth });
    }
  });
  return tokens;
}

function kindOf(text: string): Token['kind'] {
  if (/^[A-Za-z_]/.test(text)) return 'word';
  if (/^\d/.test(text)) return 'number';
  if (/^['"]/.test(text)) return 'quoted';
  return /^[-+*/<>=%!:|]/.test(text) ? 'operator' : 'mark';
}

/** Where what begins after this token ends: the first token of the same depth that is one of these, or closes it. */
export function endOf(tokens: readonly Token[], from: number, stops: ReadonlySet<string>): number {
  const depth = tokens[from]?.depth ?? 0;
  const end = tokens.findIndex(
    (token, index) =>
      index > from && (token.depth < depth || (token.depth === depth && stops.has(token.key))),
  );
  return end === -1 ? tokens.length : end;
}
