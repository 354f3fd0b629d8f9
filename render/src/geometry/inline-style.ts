/** Styles repeat from element to element, so a parsed one is kept; the cap bounds memory over many figures. */
const MAX_REMEMBERED = 5000;
const remembered = new Map<string, ReadonlyMap<string, string>>();

/** Cuts declarations at the semicolons outside quotes and brackets (`url(data:image/png;base64,…)` is one). */
const DECLARATION = /\s*([\w-]+)\s*:((?:"[^"]*"|'[^']*'|\([^)]*\)|[^;"'(])*)(?:;|$)/g;

function parse(text: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const [, property = '', value = ''] of text.matchAll(DECLARATION)) {
    declarations.set(property.toLowerCase(), value.replace(/!\s*important\s*$/i, '').trim());
  }
  return declarations;
}

/** The declarations of a `style` attribute: property in lower case to value, `!important` dropped. */
export function parseStyle(text: string | null): ReadonlyMap<string, string> {
  const key = text ?? '';
  let declarations = remembered.get(key);
  if (declarations === undefined) {
    declarations = parse(key);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, declarations);
  }
  return declarations;
}

/** A property as the element itself sets it, in `style` or else as an attribute; empty where it does not. */
export function ownProperty(element: Element, property: string): string {
  return parseStyle(element.getAttribute('style')).get(property) ?? element.getAttribute(property) ?? '';
}

/** A property as the element or its nearest ancestor sets it. */
export function inheritedProperty(element: Element, property: string, initial: string): string {
  for (let node: Element | null = element; node !== null; node = node.parentElement) {
    const value = ownProperty(node, property);
    if (value !== '' && value !== 'inherit') return value;
  }
  return initial;
}
