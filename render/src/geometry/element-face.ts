import type { Element } from '../dom/element.js';
import type { FontFace } from '../text/font-face.js';
import { fontsOf } from '../text/font-set.js';
import { inheritedProperty } from './inline-style.js';

/** The face an element's text is set in: by its `font-weight` and, where fonts were added, its `font-family`. */
export function elementFace(element: Element): FontFace {
  const fonts = fontsOf(element.ownerDocument);
  const families = fonts.isBundledOnly ? '' : inheritedProperty(element, 'font-family', '');
  return fonts.face(families, inheritedProperty(element, 'font-weight', '400'));
}
