import { UnsupportedTraceError } from '../errors.js';

/** Trace types that need WebGL, map tiles or fetched outlines, and the SVG type that stands in for each. */
const UNSUPPORTED: ReadonlyMap<string, string | undefined> = new Map([
  ['scattergl', 'scatter'],
  ['scatterpolargl', 'scatterpolar'],
  ['heatmapgl', 'heatmap'],
  ['pointcloud', 'scatter'],
  ['parcoords', 'parcats'],
  ['splom', 'scatter'],
  ['scatter3d', 'scatter'],
  ['surface', 'contour'],
  ['mesh3d', undefined],
  ['cone', undefined],
  ['streamtube', undefined],
  ['volume', undefined],
  ['isosurface', undefined],
  ['scattergeo', 'scatter'],
  ['choropleth', 'bar'],
  ['scattermap', 'scatter'],
  ['choroplethmap', 'bar'],
  ['densitymap', 'histogram2dcontour'],
  ['scattermapbox', 'scatter'],
  ['choroplethmapbox', 'bar'],
  ['densitymapbox', 'histogram2dcontour'],
]);

/**
 * Refuses traces that would come out blank without a browser.
 *
 * @throws UnsupportedTraceError naming the first such trace and what to use instead
 */
export function checkTraceTypes(data: readonly object[]): void {
  data.forEach((trace, index) => {
    const type: unknown = 'type' in trace ? trace.type : undefined;
    if (typeof type === 'string' && UNSUPPORTED.has(type)) {
      throw new UnsupportedTraceError(type, `data[${index}]`, UNSUPPORTED.get(type));
    }
  });
}
