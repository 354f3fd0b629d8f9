/** What every failure of this package derives from. */
export class RenderError extends Error {
  override name = 'RenderError';
}

/** An option that cannot be followed. */
export class InvalidOptionError extends RenderError {
  override name = 'InvalidOptionError';

  /**
   * @param option - the option, for example `scale` or `fonts[0].file`
   * @param problem - what is wrong with it
   */
  constructor(
    readonly option: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${option}: ${problem}`, options);
  }
}

/** A trace that needs WebGL, map tiles or map outlines, none of which exist without a browser. */
export class UnsupportedTraceError extends RenderError {
  override name = 'UnsupportedTraceError';

  /**
   * @param traceType - the plotly trace type, for example `scattergl`
   * @param path - where it stands in the figure, for example `data[2]`
   * @param alternative - the trace type that draws as SVG instead, if there is one
   */
  constructor(
    readonly traceType: string,
    readonly path: string,
    readonly alternative: string | undefined,
  ) {
    const advice =
      alternative === undefined ? 'no SVG trace is equivalent' : `use type '${alternative}' instead`;
    super(`${path}: trace type '${traceType}' needs WebGL or maps and cannot be drawn as SVG; ${advice}`);
  }
}

/** A figure that plotly could not draw as written. */
export class InvalidFigureError extends RenderError {
  override name = 'InvalidFigureError';

  /**
   * @param path - the bad attribute, for example `data[0].marker.size`; empty for the figure as a whole
   * @param problem - what is wrong with it
   */
  constructor(
    readonly path: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${path === '' ? 'figure' : path}: ${problem}`, options);
  }
}
