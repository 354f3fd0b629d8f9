import type { DOMWindow } from 'jsdom';
import { addAttributeMethods } from './attribute-methods.js';
import { domInternals } from './dom-internals.js';
import { addInlineStyles } from './inline-styles.js';
import { addSimpleSelectors } from './selectors.js';

/** Plotly's style sheet is for the mouse; parsing it takes a sixth of the start. */
function ignoreStyleSheets(window: DOMWindow): void {
  Object.defineProperty(window.CSSStyleSheet.prototype, 'insertRule', { value: () => 0, configurable: true });
}

/** Replaces what jsdom does correctly but slowly and plotly does often, in the one window plotly sees. */
export function addShortcuts(window: DOMWindow): void {
  const internals = domInternals(window.document.body);
  ignoreStyleSheets(window);
  addSimpleSelectors(window, internals);
  addAttributeMethods(window, internals);
  addInlineStyles(window, internals);
}
