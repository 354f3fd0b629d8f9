const PROPERTIES = new Set(
  [
    'background-color color font-size font-style font-variant font-weight height line-height max-width min-width',
    'opacity text-align text-decoration text-indent vertical-align white-space width',
    'border border-bottom border-collapse border-color border-left border-right border-style border-top border-width',
    'padding padding-bottom padding-left padding-right padding-top',
  ]
    .join(' ')
    .split(' '),
);

/** Words, numbers, units and colors; no quotes, no escapes, and of functions only those that make a color. */
const VALUE = /^(?:[\w\s#%.,+-]|\b(?:rgb|rgba|hsl|hsla)\([\d\s%.,/deg-]*\))*$/i;

/**
 * The declarations of a `style` attribute that only color, size and align; others (`position`, `background`
 * with its addresses) go.
 *
 * @example
 * safeStyle('color: red; position: fixed; background: url(//a)'); // 'color: red'
 */
export function safeStyle(style: string): string {
  return style
    .split(';')
    .map((declaration) => {
      const colon = declaration.indexOf(':');
      return [declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim()] as const;
    })
    .filter(([property, value]) => PROPERTIES.has(property) && value !== '' && VALUE.test(value))
    .map(([property, value]) => `${property}: ${value}`)
    .join('; ');
}

/** Whether a style sets a color: it was chosen for a white page. */
export function hasColor(style: unknown): boolean {
  return typeof style === 'string' && /(?:^|[;\s])(?:background-)?color\s*:/.test(style);
}
