/** What may stand around an address; code comes first, since what is there is no link. */
const FENCE = String.raw`^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?<fence>\`{3,}|~{3,})[^\n]*$[^]*?(?:^[ \t>]*\k<fence>[\`~]*[ \t]*$|(?![^]))`;
const CODE = '(?<!`)(?<ticks>`+)(?!`)[^]*?(?<!`)\\k<ticks>(?!`)';
const INLINE = String.raw`(?<inline>\]\(\s*)(?:<(?<angled>[^<>\n]+)>|(?<plain>(?:[^\s()<\\]|\\.|\([^\s()]*\))(?:[^\s()\\]|\\.|\([^\s()]*\))*))`;
const DEFINITION = String.raw`(?<definition>^ {0,3}\[[^\]\n]+\]:[ \t]*)(?:<(?<angledTarget>[^<>\n]+)>|(?<target>[^\s<]\S*))`;
const HTML = String.raw`(?<html><(?:img\b[^>]*?\ssrc|a\b[^>]*?\shref)\s*=\s*)(?<quote>["'])(?<source>[^"'<>]+)\k<quote>`;
const PLACES = new RegExp([FENCE, CODE, INLINE, DEFINITION, HTML].join('|'), 'gim');

/**
 * Markdown with other addresses, wherever it names them: in links and pictures, definitions of links, and `img` and
 * `a` elements. Code stays as it is.
 *
 * @param address the address in place of another, encoded; undefined leaves it
 * @example
 * rewriteAddresses('[a](b.md "c")', (target) => `../${target}`) // '[a](../b.md "c")'
 */
export function rewriteAddresses(source: string, address: (target: string) => string | undefined): string {
  return source.replace(PLACES, (all: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const { inline, definition, html, quote = '' } = groups;
    const own =
      groups['angled'] ?? groups['plain'] ?? groups['angledTarget'] ?? groups['target'] ?? groups['source'];
    const next = own === undefined ? undefined : address(own);
    if (typeof next !== 'string') return all;
    return `${inline ?? definition ?? html ?? ''}${quote}${next}${quote}`;
  });
}

/** The decoded text of an address; an invalid encoding is left as it is. */
export function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
