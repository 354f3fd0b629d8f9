import type { Element } from '../dom/element.js';
import { escapeXml, roundNumbers } from './escape.js';
import { haloAttributes } from './halo.js';
import type { IdNames } from './ids.js';
import { GEOMETRY, INITIAL_VALUES, PLAIN, PRESENTATION } from './vocabulary.js';

const COORDINATE_DECIMALS = 4;
/** Scale factors are multiplied by hundreds of pixels. */
const MATRIX_DECIMALS = 7;

const isMatrix = (name: string) => /transform$/i.test(name);

/** Runs of white space that XML would collapse. */
const COLLAPSIBLE = /^[ \t\n]|[ \t\n]$|[ \t\n]{2}|[\t\n]/;

/** What plotly's style sheet, which no SVG file carries, says of an element. */
function sheetRules(element: Element): [attribute: string, value: string][] {
  const isCrisp = /(?:^| )crisp(?: |$)/.test(element.getAttribute('class') ?? '');
  return isCrisp ? [['shape-rendering', 'crispEdges']] : [];
}

/**
 * What is written for an element: coordinates rounded, paint moved from `style` into attributes, ids renamed;
 * event handlers, data attributes and everything else left out.
 */
function attributesOf(element: Element, ids: IdNames): Map<string, string> {
  const written = new Map<string, string>(sheetRules(element));
  if (element.localName === 'text') {
    for (const [name, value] of haloAttributes(element)) written.set(name, value);
  }
  const present = (name: string, value: string): void => {
    const local = ids.reference(value);
    if (local === undefined || value === '') return;
    if (INITIAL_VALUES[name] === value && element.localName !== 'tspan') return;
    written.set(name, local);
  };
  for (const [name, value] of element.attributes) {
    if (value === '') continue;
    if (name === 'id') written.set('id', ids.name(value));
    else if (GEOMETRY.has(name)) {
      written.set(name, roundNumbers(value, isMatrix(name) ? MATRIX_DECIMALS : COORDINATE_DECIMALS));
    } else if (PLAIN.has(name)) written.set(name, value);
    else if (PRESENTATION.has(name)) present(name, value);
  }
  for (const [property, value] of element.style.entries()) {
    if (PRESENTATION.has(property)) present(property, value);
    else if (property === 'text-decoration-line') present('text-decoration', value);
  }
  if (element.localName === 'text' && COLLAPSIBLE.test(element.textContent)) {
    written.set('xml:space', 'preserve');
  }
  return written;
}

/** The attributes of an element as they stand in its opening tag, each with a space before it. */
export function writeAttributes(element: Element, ids: IdNames, omitted?: ReadonlySet<string>): string {
  return [...attributesOf(element, ids)]
    .filter(([name]) => omitted?.has(name) !== true)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
}
