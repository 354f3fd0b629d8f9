/** Text that HTML shows as it is, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** JSON safe inside a script element: nothing in it can end the element or start a comment. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A data URL of a text or of bytes. */
export function dataUrl(mime: string, content: string | Uint8Array): string {
  return `data:${mime};base64,${Buffer.from(content as string).toString('base64')}`;
}
