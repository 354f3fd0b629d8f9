/** A fenced block whose fence is longer than any run of backticks inside it. */
export function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text.replace(/\n+$/, '')}\n${marks}`;
}

/** A markdown image. What has a meaning in markdown is escaped in the text and encoded in the address. */
export function image(alt: string, path: string): string {
  const text = alt
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&]/g, '\\$&');
  return `![${text}](${address(path)})`;
}

/** A path as an address that can stand in markdown and in a quoted attribute of HTML. */
export function address(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return encoded.replace(/[()']/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}
