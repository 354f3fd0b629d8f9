/** An attribute as jsdom keeps it. */
export interface InnerAttribute {
  readonly _qualifiedName: string;
  readonly _namespace: string | null;
  _value: string;
  _element: InnerElement | null;
}

/**
 * The object in which jsdom keeps an element, behind the one scripts see. Reading and writing it directly leaves
 * out what jsdom does for mutation observers, custom elements and live collections; no figure has any.
 */
export interface InnerElement {
  readonly nodeType: number;
  readonly _localName: string;
  readonly _attributeList: InnerAttribute[];
  readonly _attributesByNameMap: Map<string, InnerAttribute[]>;
  readonly _ownerDocument: {
    _clearDOMSelector(): void;
    _createAttribute(made: {
      readonly localName: string;
      readonly value: string;
      readonly namespace: null;
      readonly namespacePrefix: null;
    }): InnerAttribute;
  };
  readonly firstChild: InnerElement | null;
  readonly nextSibling: InnerElement | null;
}

/** Crosses between the elements scripts see and those jsdom keeps. */
export interface DomInternals {
  readonly inner: (outer: Element) => InnerElement;
  readonly outer: (kept: InnerElement) => Element;
}

function symbolNamed(object: object, description: string): symbol {
  const found = Object.getOwnPropertySymbols(object).find((symbol) => symbol.description === description);
  if (found === undefined) throw new TypeError(`this version of jsdom has no "${description}" symbol`);
  return found;
}

/** Finds the way in through an element of the document; jsdom is pinned to one version for its sake. */
export function domInternals(element: Element): DomInternals {
  const toInner = symbolNamed(element, 'impl');
  const inner = (outer: Element) => (outer as unknown as Readonly<Record<symbol, unknown>>)[toInner];
  const toOuter = symbolNamed(inner(element) as object, 'wrapper');
  return {
    inner: (outer) => inner(outer) as InnerElement,
    outer: (kept) => (kept as unknown as Readonly<Record<symbol, unknown>>)[toOuter] as Element,
  };
}

/** The value of an attribute without a prefix, null where it is not set. */
export function innerAttribute(element: InnerElement, name: string): string | null {
  return element._attributesByNameMap.get(name)?.[0]?._value ?? null;
}

/** Sets an attribute without a prefix and tells nobody but the selector cache. */
export function setInnerAttribute(element: InnerElement, name: string, value: string): void {
  const document = element._ownerDocument;
  const attribute = element._attributesByNameMap.get(name)?.[0];
  if (attribute === undefined) {
    const made = document._createAttribute({
      localName: name,
      value,
      namespace: null,
      namespacePrefix: null,
    });
    made._element = element;
    element._attributeList.push(made);
    element._attributesByNameMap.set(name, [made]);
  } else {
    attribute._value = value;
  }
  document._clearDOMSelector();
}
