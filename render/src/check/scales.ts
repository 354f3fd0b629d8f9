import { hasAttributes, listLength, numberOf, type Attributes } from './extent.js';

/** An axis that is not x or y: of a plot of another shape, a gauge or a color bar. */
export interface Scale {
  readonly path: string;
  readonly attributes: Attributes;
  /** What is shown on it: lists, and ends of its range. */
  readonly values: readonly unknown[];
}

/** The color bars, gauge and carpet axes of a trace. */
export function scalesOf(trace: Attributes, path: string): Scale[] {
  const { gauge, type, value, z, marker, line } = trace;
  const scales = [...scale(trace, 'colorbar', path, [z, trace['zmin'], trace['zmax']])];
  for (const [name, part] of Object.entries({ marker, line })) {
    if (!hasAttributes(part)) continue;
    const values = [part['color'], part['colors'], part['cmin'], part['cmax']];
    scales.push(...scale(part, 'colorbar', `${path}.${name}`, values));
  }
  // Without a range, a gauge ends at one and a half times its value.
  if (hasAttributes(gauge)) scales.push(...scale(gauge, 'axis', `${path}.gauge`, [0, 1.5 * numberOf(value)]));
  if (type === 'carpet') {
    for (const name of ['a', 'b']) scales.push(...scale(trace, `${name}axis`, path, [trace[name]]));
  }
  return scales;
}

/** The axes of polar, ternary and Smith plots of the layout, and its color axes. */
export function layoutScales(data: readonly object[], layout: Attributes): Scale[] {
  return Object.entries(layout).flatMap(([name, part]) => {
    if (!hasAttributes(part)) return [];
    const path = `layout.${name}`;
    const traces = data.filter(hasAttributes).filter(({ subplot, type }) => {
      return (subplot ?? String(type).replace(/^(?:scatter|bar)/, '')) === name;
    });
    switch (name.replace(/\d+$/, '')) {
      case 'polar':
        return [...radialScale(part, path, traces), ...angularScale(part, path, traces)];
      case 'ternary': {
        const values = [0, part['sum'] ?? 1];
        return ['aaxis', 'baxis', 'caxis'].flatMap((axis) => scale(part, axis, path, values));
      }
      case 'smith':
        return ['realaxis', 'imaginaryaxis'].flatMap((axis) => scale(part, axis, path, []));
      case 'coloraxis':
        return scale(part, 'colorbar', path, [part['cmin'], part['cmax'], ...data.map(colorsOf)]);
      default:
        return [];
    }
  });
}

/** Numbers start at the middle, which is zero; dates, names and logarithms do not. */
function radialScale(polar: Attributes, path: string, traces: readonly Attributes[]): Scale[] {
  const { radialaxis } = polar;
  const values = traces.map(({ r }) => r);
  const isLinear = !hasAttributes(radialaxis) || (radialaxis['type'] ?? 'linear') === 'linear';
  const areNumbers = values.every(
    (list) => listLength(list) > 0 && isNumber((list as ArrayLike<unknown>)[0]),
  );
  return scale(polar, 'radialaxis', path, isLinear && areNumbers ? [0, ...values] : values);
}

const isNumber = (value: unknown) => typeof value === 'number';

/** The whole circle, or one after another the names on it. */
function angularScale(polar: Attributes, path: string, traces: readonly Attributes[]): Scale[] {
  const { angularaxis } = polar;
  if (!hasAttributes(angularaxis)) return [];
  const names = traces.map(({ theta }) => listLength(theta));
  const circle = angularaxis['thetaunit'] === 'radians' ? 2 * Math.PI : 360;
  const length = angularaxis['type'] === 'category' ? Math.max(0, ...names) : circle;
  return scale(polar, 'angularaxis', path, [0, length]);
}

/** What a trace may color by a shared axis. */
function colorsOf(trace: object): unknown {
  if (!hasAttributes(trace)) return undefined;
  const { marker, z } = trace;
  return z ?? (hasAttributes(marker) ? marker['color'] : undefined);
}

function scale(part: Attributes, name: string, path: string, values: readonly unknown[]): Scale[] {
  const attributes = part[name];
  return hasAttributes(attributes) ? [{ path: `${path}.${name}`, attributes, values }] : [];
}
