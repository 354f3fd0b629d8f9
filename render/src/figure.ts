/**
 * A plotly figure, as `Plotly.newPlot(div, data, layout)` takes it and as figure JSON carries it.
 *
 * Traces and layout are typed as plain objects on purpose: values typed by `@types/plotly.js`, rows of a
 * chart library and parsed JSON are all accepted, and a reader of this type needs neither the DOM library
 * nor plotly's 3,000-line declarations. What is inside is checked against plotly's own schema at run time.
 */
export interface Figure {
  /** The traces, drawn in order. */
  readonly data: readonly object[];
  /** Title, axes, legend, annotations and the rest; plotly's defaults when left out. */
  readonly layout?: object;
}
