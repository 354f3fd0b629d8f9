const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters and halves of surrogate pairs, which XML 1.0 has no way to write. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Text ready to stand in an element or between double quotes. */
export function escapeXml(text: string): string {
  return text.replace(UNWRITABLE, '').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** Numbers in an attribute rounded to `decimals`, so that the last bits of a float never reach a diff. */
export function roundNumbers(text: string, decimals: number): string {
  const long = new RegExp(String.raw`(?<![\d.])-?\d*\.\d{${decimals + 1},}(?:e[-+]?\d+)?`, 'g');
  return text.replace(long, (number) => String(Number(Number(number).toFixed(decimals))));
}
