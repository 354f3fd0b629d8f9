import type { Page, DrawnFigure } from '../browser/page.js';
import type { SchemaFinding } from '../browser/plotly.js';
import { InvalidFigureError } from '../errors.js';
import type { RenderOptions } from '../options.js';

function findingPath({ container, trace, astr }: SchemaFinding): string {
  const start = trace === null ? container : `${container}[${trace}]`;
  return astr === '' ? start : `${start}.${astr}`;
}

/** Plotly's own check takes every reference to a shared color axis for a mistake, because it has no default. */
const isColorAxis = ({ astr, msg }: SchemaFinding) =>
  /(?:^|\.)coloraxis$/.test(astr) && /\(coloraxis(?:[2-9]|[1-9]\d+)?\)$/.test(msg);

const isLegend = (attribute: string) => /^legend\d*$/.test(attribute);

/** Plotly's own check ends in a TypeError over the settings of a legend that is not drawn, as with one trace. */
function validate(page: Page, figure: DrawnFigure): readonly SchemaFinding[] {
  try {
    return page.validate(figure) ?? [];
  } catch (cause) {
    if (!Object.keys(figure.layout).some(isLegend)) throw cause;
    const layout = { ...figure.layout };
    for (const attribute of Object.keys(layout).filter(isLegend)) Reflect.deleteProperty(layout, attribute);
    return page.validate({ ...figure, layout }) ?? [];
  }
}

/**
 * Holds the figure against plotly's schema. What plotly would silently replace by a default is an error;
 * an attribute it does not know is only a warning, because figures of newer versions carry some.
 *
 * @throws InvalidFigureError at the first attribute whose value plotly does not accept
 */
export function checkSchema(page: Page, figure: DrawnFigure, warn: RenderOptions['onWarning']): void {
  for (const finding of validate(page, figure)) {
    const path = findingPath(finding);
    switch (finding.code) {
      case 'object':
      case 'array':
      case 'value':
        if (isColorAxis(finding)) break;
        throw new InvalidFigureError(path, finding.msg);
      case 'schema':
        warn?.(`${path}: ${finding.msg}`);
        break;
      case 'unused':
      case 'invisible':
      case 'dynamic':
        break;
    }
  }
}
