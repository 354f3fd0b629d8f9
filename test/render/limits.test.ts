import { InvalidFigureError, Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const many = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => of(i));
const line = { type: 'scatter', x: [0, 1], y: [0, 1] };
const days = { type: 'scatter', x: ['2000-01-01', '2020-01-01'], y: [0, 1] };
const z = [
  [1, 2],
  [3, 4],
];
/** A heat map with a value at one place alone. */
const holed = (size: number, type = 'heatmap', place = 0) => ({
  type,
  z: many(size, (row) => many(size, (column) => (row === place && column === place ? 1 : null))),
  ncontours: 1,
});
/** Values at places of their own, which make a grid of `count` times `count` cells. */
const scattered = (count: number) => ({
  type: 'heatmap',
  x: many(count, (i) => i),
  y: many(count, (i) => (i * 7) % count),
  z: many(count, (i) => i),
});
/** Text with a style of its own. */
const styled = (style: string, inner = 'q') => `<span style="${style}">${inner}</span>`;
const carpet = (axes: object) => ({
  ...{ type: 'carpet', a: [0, 0, 1, 1], b: [0, 1, 0, 1], x: [0, 0, 1, 1], y: [0, 1, 0, 1] },
  ...axes,
});
const fine = { dtick: 1e-5 };
const laid = (layout: object, data: readonly object[] = [line]): Figure => ({ data: [...data], layout });
const drawn = (...data: object[]): Figure => ({ data, layout: {} });

describe('a small figure that asks for much is refused, naming the attribute and its value', () => {
  test.each<[string, RegExp, Figure]>([
    ['data', /1500 traces.* limit/, drawn(...many(1500, () => line))],
    ['layout', /700 axes.*share axes/, laid(Object.fromEntries(many(700, (i) => [`xaxis${i + 2}`, {}])))],
    ['layout', /800 axes/, drawn(...many(400, (i) => ({ ...line, xaxis: `x${i + 2}`, yaxis: `y${i + 2}` })))],
    ['layout.grid', /100000000 cells/, laid({ grid: { rows: 1e4, columns: 1e4 } })],
    ['layout.width', /is 20000, .* height of 20000/, laid({ width: 20_000, height: 20_000 })],
    ['layout.xaxis.dtick', /100000 ticks with 0\.00001 between two/, laid({ xaxis: { dtick: 1e-5 } })],
    ['layout.yaxis.dtick', /ticks/, laid({ yaxis: { dtick: 1e-5, range: [0, 1] } })],
    ['layout.xaxis.minor.dtick', /ticks/, laid({ xaxis: { minor: { dtick: 1e-5 } } })],
    ['layout.xaxis.dtick', /ticks/, laid({ xaxis: { dtick: 1000 } }, [days])],
    [
      'layout.xaxis.dtick',
      /ticks/,
      laid({ xaxis: { dtick: 1000, type: 'date', range: ['2000-01-01', '2001-01-01'] } }),
    ],
    ['layout.xaxis.dtick', /"M1"/, laid({ xaxis: { dtick: 'M1', range: ['0001-01-01', '9000-01-01'] } })],
    ['layout.xaxis.dtick', /"D1"/, laid({ xaxis: { dtick: 'D1', type: 'log', range: [-300, 300] } })],
    ['layout.xaxis.dtick', /"L0.0001"/, laid({ xaxis: { dtick: 'L0.0001', type: 'log', range: [0, 3] } })],
    [
      'layout.xaxis.dtick',
      /ticks/,
      laid({ xaxis: { dtick: 1 } }, [{ type: 'bar', y: many(5000, (i) => i) }]),
    ],
    [
      'layout.xaxis.dtick',
      /ticks/,
      laid({ xaxis: { dtick: 1 } }, [{ type: 'bar', x: many(5000, (i) => `n${i}`), y: [1] }]),
    ],
    ['layout.xaxis2.dtick', /ticks/, laid({ xaxis2: { dtick: 1e-5 } }, [{ ...line, xaxis: 'x2' }])],
    ['layout.xaxis.nticks', /1000000 ticks/, laid({ xaxis: { nticks: 1e6 } })],
    ['layout.xaxis.tickvals', /8000 ticks/, laid({ xaxis: { tickvals: many(8000, (i) => i / 8000) } })],
    ['data[0].colorbar.dtick', /ticks/, drawn({ type: 'heatmap', z, colorbar: { dtick: 1e-5 } })],
    ['data[0].marker.colorbar.dtick', /ticks/, drawn({ ...line, marker: { color: [1, 9], colorbar: fine } })],
    [
      'layout.coloraxis.colorbar.dtick',
      /ticks/,
      laid({ coloraxis: { colorbar: fine } }, [{ type: 'heatmap', z, coloraxis: 'coloraxis' }]),
    ],
    [
      'data[0].aaxis.dtick',
      /100000 ticks with 0\.00001 between two/,
      drawn(carpet({ aaxis: { tickmode: 'linear', dtick: 1e-5 } })),
    ],
    [
      'data[0].baxis.dtick',
      /1000000 ticks with 1 between two/,
      drawn(carpet({ baxis: { tickmode: 'linear' }, b: [0, 1e6, 0, 1e6] })),
    ],
    ['data[0].aaxis.minorgridcount', /minor grid lines/, drawn(carpet({ aaxis: { minorgridcount: 1e5 } }))],
    [
      'layout.polar.radialaxis.dtick',
      /ticks/,
      laid({ polar: { radialaxis: fine } }, [{ type: 'scatterpolar', r: [1, 2], theta: [0, 90] }]),
    ],
    [
      'layout.polar2.radialaxis.dtick',
      /ticks/,
      laid({ polar2: { radialaxis: fine } }, [{ type: 'barpolar', r: [1], theta: [0], subplot: 'polar2' }]),
    ],
    ['layout.polar.angularaxis.dtick', /36000000 ticks/, laid({ polar: { angularaxis: fine } })],
    [
      'layout.polar.angularaxis.dtick',
      /6284 ticks/,
      laid({ polar: { angularaxis: { dtick: 1e-3, thetaunit: 'radians' } } }),
    ],
    ['layout.ternary.baxis.dtick', /ticks/, laid({ ternary: { baxis: fine } })],
    ['layout.ternary.caxis.nticks', /ticks/, laid({ ternary: { caxis: { nticks: 1e6 } } })],
    [
      'layout.smith.realaxis.tickvals',
      /ticks/,
      laid({ smith: { realaxis: { tickvals: many(800, (i) => i) } } }),
    ],
    [
      'data[0].gauge.axis.dtick',
      /150000 ticks/,
      drawn({ type: 'indicator', mode: 'gauge', value: 1, gauge: { axis: fine } }),
    ],
    [
      'data[0].gauge.axis.dtick',
      /ticks/,
      drawn({ type: 'indicator', mode: 'gauge', gauge: { axis: { dtick: 1, range: [0, 1e4] } } }),
    ],
    ['layout.xaxis.dtick', /at least one month, .*got "M0"/, laid({ xaxis: { dtick: 'M0' } }, [days])],
    ['layout.xaxis.dtick', /got "M-1"/, laid({ xaxis: { dtick: 'M-1' } }, [days])],
    ['layout.xaxis.minor.dtick', /got "M0"/, laid({ xaxis: { minor: { dtick: 'M0' } } }, [days])],
    ['data[0].xperiod', /got "M0"/, drawn({ ...days, xperiod: 'M0' })],
    [
      'layout.annotations',
      /3000 entries/,
      laid({ annotations: many(3000, (x) => ({ x, y: x, text: 'a' })) }),
    ],
    ['layout.shapes', /3000 entries/, laid({ shapes: many(3000, (x) => ({ x0: x, x1: x, y0: 0, y1: 1 })) })],
    [
      'layout.sliders[0].steps',
      /3000 entries/,
      laid({ sliders: [{ steps: many(3000, () => ({ label: 's' })) }] }),
    ],
    ['data[0].nbinsx', /1000000 bins/, drawn({ type: 'histogram', x: [0, 1], nbinsx: 1e6 })],
    [
      'data[0].xbins.size',
      /bins with a size of 0\.0001/,
      drawn({ type: 'histogram', x: [0, 1000], xbins: { size: 1e-4 } }),
    ],
    [
      'data[0].ybins.size',
      /bins/,
      drawn({ type: 'histogram', y: [0], ybins: { start: 0, end: 1, size: 1e-6 } }),
    ],
    [
      'data[0]',
      /25000000 bins/,
      drawn({ type: 'histogram2d', x: [0, 1], y: [0, 1], nbinsx: 5000, nbinsy: 5000 }),
    ],
    ['data[0].ncontours', /100000 levels/, drawn({ type: 'contour', z, ncontours: 1e5 })],
    [
      'data[0].contours.size',
      /levels with 0\.0001/,
      drawn({ type: 'contour', z, contours: { start: 0, end: 4, size: 1e-4 } }),
    ],
    ['data[0].values', /6000 parts/, drawn({ type: 'pie', values: many(6000, (i) => i + 1) })],
    [
      'data[0].labels',
      /3000 parts/,
      drawn({ type: 'treemap', labels: many(3000, (i) => `l${i}`), parents: [] }),
    ],
    [
      'data[0].z',
      /levels times cells/,
      drawn({
        type: 'contour',
        z: many(300, (i) => many(300, (j) => (i * 7919 + j * 104729) % 10)),
        ncontours: 50,
      }),
    ],
    ['data[0].z', /159995 or more empty cells.* limit of 150000; bin/, drawn(holed(400, 'contour', 200))],
    ['data[0].z', /empty cells.*distance/, drawn({ ...holed(200), connectgaps: true })],
    [
      'data[0].z',
      /247500 or more empty cells.*connectgaps: false/,
      drawn({ ...scattered(500), zsmooth: 'best' }),
    ],
    [
      'layout.title.font.size',
      /a font of 1000000000 px, more than the limit of 2000/,
      laid({ title: { text: 'a', font: { size: 1e9 } } }),
    ],
    ['layout.font.size', /font of 2001 px/, laid({ font: { size: 2001 } })],
    ['layout.uniformtext.minsize', /font of 1000000000 px/, laid({ uniformtext: { minsize: 1e9 } })],
    ['layout.xaxis.tickfont.size', /font/, laid({ xaxis: { tickfont: { size: '1e9' } } })],
    ['layout.annotations[1].font.size', /font/, laid({ annotations: [{}, { font: { size: 1e9 } }] })],
    [
      'layout.template.data.bar[0].textfont.size',
      /font/,
      laid({ template: { data: { bar: [{ textfont: { size: 1e9 } }] } } }),
    ],
    ['data[0].textfont.size[1]', /font/, drawn({ ...line, textfont: { size: [10, 1e9] } })],
    ['data[0].textfont.size[1]', /font/, drawn({ ...line, textfont: { size: Float64Array.of(10, 1e9) } })],
    [
      'data[0].cells.font.size[0][1]',
      /font/,
      drawn({ type: 'table', cells: { values: [[1, 2]], font: { size: [[9, 1e9]] } } }),
    ],
    [
      'layout.title.text',
      /font of 1000000000 px/,
      laid({ title: { text: `a ${styled('font-size:1e9px')}` } }),
    ],
    ['data[0].name', /font of 12000 px/, drawn({ ...line, name: styled('color:red;font-size: 1000em') })],
    ['data[0].text[1]', /px/, drawn({ ...line, text: ['', styled('font-size:99%;font-size:1e9')] })],
    [
      'layout.xaxis.title.text',
      /font of 12000 px/,
      laid({ xaxis: { title: { text: styled('font-size:1000%', styled('font-size:10000%')) } } }),
    ],
    [
      '',
      /sets the text "q" in a font of 1000000000 px/,
      drawn({ type: 'bar', y: [1], text: ['1e9'], texttemplate: styled('font-size:%{text}px') }),
    ],
    [
      'layout.xaxis.rangebreaks',
      /days to look for breaks in/,
      laid({
        xaxis: { range: ['0001-01-01', '9000-01-01'], rangebreaks: [{ bounds: [17, 9], pattern: 'hour' }] },
      }),
    ],
  ])('%s: %s', async (path, problem, figure) => {
    const failure: unknown = await renderer.svg(figure).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidFigureError);
    expect(failure).toMatchObject({ path });
    expect(String(failure)).toMatch(problem);
  });
});

describe('what people draw is far from the limits', () => {
  test.each<[string, Figure]>([
    [
      'a year of days',
      laid({ xaxis: { dtick: 86_400_000 * 7 } }, [{ ...days, x: ['2023-01-01', '2024-01-01'] }]),
    ],
    ['ticks of months', laid({ xaxis: { dtick: 'M1' } }, [days])],
    ['a logarithmic axis', laid({ yaxis: { type: 'log', dtick: 'D1' } }, [{ y: [1, 1e6] }])],
    ['an axis without values', laid({ xaxis: { dtick: 1 } }, [])],
    ['weekends left out', laid({ xaxis: { rangebreaks: [{ bounds: ['sat', 'mon'] }] } }, [days])],
    ['a map with gaps that stay empty', drawn({ ...holed(200), z: [...z, ...holed(200).z] })],
    ['scattered values, not smoothed', drawn(scattered(200))],
    ['a few gaps filled', drawn({ type: 'heatmap', z: [...z, [null, 5], [null, null]], connectgaps: true })],
    ['quarters', laid({ xaxis: { dtick: 'M3' } }, [{ ...days, xperiod: 'M1' }])],
    ['a carpet', drawn(carpet({ aaxis: { tickmode: 'linear', dtick: 0.1, minorgridcount: 4 } }))],
    [
      'angles and radii',
      laid({ polar: { angularaxis: { dtick: 15 }, radialaxis: { dtick: 0.1 } } }, [
        { type: 'scatterpolar', r: [1, 2], theta: [0, 90] },
      ]),
    ],
    [
      'dates as radii',
      laid({ polar: { radialaxis: { dtick: 86_400_000 } } }, [
        { type: 'scatterpolar', r: ['2024-01-01', '2024-01-09'], theta: [0, 90] },
      ]),
    ],
    [
      'a gauge',
      drawn({ type: 'indicator', mode: 'gauge', value: 40, gauge: { axis: { dtick: 10, range: [0, 100] } } }),
    ],
    ['large text', laid({ title: { text: styled('font-size:200%'), font: { size: 1000 } } })],
    ['bins of days', drawn({ type: 'histogram', x: days.x, xbins: { size: 'M1' } })],
  ])('%s', async (_, figure) => {
    expect(await renderer.svg(figure)).toMatch(/^<svg/);
  });
});
