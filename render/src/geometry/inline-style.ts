import type { Element } from '../dom/element.js';

/** A property as the element itself sets it, in `style` or else as an attribute; empty where it does not. */
export function ownProperty(element: Element, property: string): string {
  return element.declared(property) ?? element.getAttribute(property) ?? '';
}

/** A property as the element or its nearest ancestor sets it. */
export function inheritedProperty(element: Element, property: string, initial: string): string {
  for (let node: Element | null = element; node !== null; node = node.parentElement) {
    const value = ownProperty(node, property);
    if (value !== '' && value !== 'inherit') return value;
  }
  return initial;
}
