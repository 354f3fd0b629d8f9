import type { Family } from './family.js';
import { days, noise, range } from './numbers.js';

/** Eight by eight pixels, red above blue. */
const FLAG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGElEQVR42mPoUArFihioKGGs1IEVUVECABBwO4E+wKn1AAAAAElFTkSuQmCC';

/** Everything around the marks: annotations, shapes, pictures, ticks, legends, menus. */
export const dressing = {
  'annotations-arrows': {
    data: [
      {
        type: 'scatter',
        x: days('2024-11-01', 20),
        y: noise(20, 71).map((share, day) => 50 + 10 * share + (day === 10 ? 120 : 0)),
      },
    ],
    layout: {
      annotations: [
        {
          x: '2024-11-11',
          y: 175,
          text: "<b>双十一</b> Singles' Day",
          showarrow: true,
          arrowhead: 2,
          ax: -80,
          ay: 20,
        },
        {
          x: '2024-11-16',
          y: 56,
          text: '回落',
          arrowhead: 6,
          arrowwidth: 2,
          ax: 0,
          ay: -60,
          bordercolor: '#332288',
          borderpad: 4,
          bgcolor: '#eef',
        },
        {
          xref: 'paper',
          yref: 'paper',
          x: 1,
          y: 1.08,
          xanchor: 'right',
          showarrow: false,
          text: '来源：示例数据 <i>sample data</i>',
          font: { size: 11, color: '#666' },
        },
        { x: '2024-11-04', y: 120, text: 'rotated 旋转', textangle: -45, showarrow: false },
      ],
    },
  },
  shapes: {
    data: [{ type: 'scatter', x: range(10), y: [2, 3, 5, 4, 6, 8, 7, 9, 8, 10] }],
    layout: {
      shapes: [
        {
          type: 'rect',
          x0: 2,
          x1: 4,
          y0: 0,
          y1: 1,
          yref: 'paper',
          fillcolor: '#DDCC77',
          opacity: 0.4,
          line: { width: 0 },
          label: { text: '促销期 Sale', textposition: 'top center' },
        },
        {
          type: 'line',
          x0: 0,
          x1: 9,
          y0: 6,
          y1: 6,
          line: { dash: 'dot', color: '#882255' },
          label: { text: '目标 target', textposition: 'end' },
        },
        { type: 'circle', x0: 6.5, x1: 7.5, y0: 8.3, y1: 9.7, line: { color: '#117733', width: 3 } },
        { type: 'path', path: 'M 8 2 L 9 4 Q 8.5 5 8 4 Z', fillcolor: '#88CCEE' },
      ],
    },
  },
  'layout-image': {
    data: [{ type: 'bar', x: ['一', '二'], y: [2, 3] }],
    layout: {
      images: [
        {
          source: FLAG,
          xref: 'paper',
          yref: 'paper',
          x: 1,
          y: 1.15,
          sizex: 0.12,
          sizey: 0.12,
          xanchor: 'right',
          sizing: 'stretch',
        },
        {
          source: FLAG,
          xref: 'x',
          yref: 'y',
          x: 0,
          y: 2.9,
          sizex: 0.3,
          sizey: 0.8,
          opacity: 0.5,
          layer: 'below',
          sizing: 'stretch',
        },
      ],
    },
  },
  'ticks-rotated': {
    data: [
      {
        type: 'bar',
        x: ['服饰鞋包与配饰', '家用电器 Appliances', '母婴与玩具 Toys and baby care', '运动户外'],
        y: [4, 3, 2, 1],
      },
    ],
    layout: {
      xaxis: { tickangle: 35, ticks: 'outside', automargin: true },
      yaxis: { ticks: 'inside', tickwidth: 2, minor: { ticks: 'inside', showgrid: true } },
    },
  },
  'legend-groups': {
    data: [
      {
        type: 'scatter',
        name: '实际 Actual',
        y: [1, 2, 3],
        legendgroup: 'a',
        legendgrouptitle: { text: '<b>上海</b>' },
      },
      { type: 'scatter', name: '预测 Forecast', y: [1.2, 2.1, 2.8], legendgroup: 'a', line: { dash: 'dot' } },
      {
        type: 'scatter',
        name: '一个很长的图例名称，不应被截断 a long legend entry',
        y: [3, 2, 1],
        legendgroup: 'b',
        legendgrouptitle: { text: '北京' },
      },
    ],
    layout: { legend: { title: { text: '城市 City' }, bordercolor: '#ccc', borderwidth: 1 } },
  },
  'rich-text': {
    data: [{ type: 'scatter', y: [1, 4, 9], name: 'x<sup>2</sup>' }],
    layout: {
      title: {
        text: '<b>粗体 Bold</b>, H<sub>2</sub>O, m<sup>2</sup>, <span style="color:#882255">颜色 color</span>',
        subtitle: { text: '副标题：<u>underlined</u> 与 <s>struck</s>' },
        x: 0,
        xref: 'paper',
        xanchor: 'left',
      },
      xaxis: { title: { text: '面积 Area (m<sup>2</sup>)' } },
      yaxis: { title: { text: '<i>f</i>(x)', font: { lineposition: 'under' } } },
      showlegend: true,
      margin: { t: 110 },
    },
  },
  'dark-template': {
    data: [
      { type: 'scatter', y: [3, 1, 2], line: { width: 4 } },
      { type: 'bar', y: [1, 2, 3], opacity: 0.7 },
    ],
    layout: {
      template: {
        layout: {
          paper_bgcolor: '#111827',
          plot_bgcolor: '#1f2937',
          font: { color: '#e5e7eb' },
          colorway: ['#fbbf24', '#60a5fa'],
          xaxis: { gridcolor: '#374151' },
          yaxis: { gridcolor: '#374151' },
        },
      },
      title: { text: '深色 Dark' },
    },
  },
  'axes-reversed-and-mirrored': {
    data: [{ type: 'scatter', x: [1, 2, 3], y: [30, 20, 10] }],
    layout: {
      xaxis: { side: 'top', mirror: true, showline: true, ticks: 'outside' },
      yaxis: {
        autorange: 'reversed',
        showline: true,
        mirror: 'ticks',
        ticks: 'outside',
        tickprefix: '第',
        ticksuffix: '名',
      },
    },
  },
  'coloraxis-shared': {
    data: [1, 2].map((panel) => ({
      type: 'scatter',
      mode: 'markers',
      x: noise(20, 80 + panel),
      y: noise(20, 90 + panel),
      marker: { size: 12, color: range(20), coloraxis: 'coloraxis' },
      xaxis: panel === 1 ? 'x' : 'x2',
    })),
    layout: {
      grid: { rows: 1, columns: 2 },
      coloraxis: {
        colorscale: 'Cividis',
        colorbar: { tickvals: [0, 10, 19], ticktext: ['低 Low', '中', '高 High'], ticks: 'outside' },
      },
      showlegend: false,
    },
  },
  'dates-by-hour': {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: range(48).map((hour) => new Date(Date.UTC(2024, 10, 10, hour)).toISOString()),
        y: noise(48, 99).map((share, hour) => share * 20 + (hour === 24 ? 90 : 10)),
      },
    ],
    layout: { title: { text: '双十一零点 Midnight peak' } },
  },
  'menus-and-slider': {
    data: [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }],
    layout: {
      sliders: [
        {
          steps: ['2022', '2023', '2024'].map((label) => ({ label, method: 'skip' })),
          currentvalue: { prefix: '年份 Year: ' },
        },
      ],
      updatemenus: [
        {
          type: 'buttons',
          direction: 'right',
          x: 0.4,
          y: 1.2,
          buttons: [
            { label: '全部', method: 'skip' },
            { label: '会员 Members', method: 'skip' },
          ],
        },
      ],
    },
  },
  'text-of-europe': {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: [1240, 980, 870, 760, 655, 540],
        y: ['Łódź', 'Plzeň', 'İstanbul Şişli', 'București, Țara', 'Győr', 'Rīga'],
        text: ['zł 1 240', 'Kč 980', '₺870', 'lei 760', 'Ft 655', '€540'],
        textposition: 'auto',
      },
    ],
    layout: {
      title: { text: '<b>Przychody według miast</b> · 城市销售额 <i>częściowe</i>' },
      xaxis: { title: { text: 'Průměrná hodnota objednávky' } },
      yaxis: { autorange: 'reversed', automargin: true },
      annotations: [
        {
          xref: 'paper',
          yref: 'paper',
          x: 0.98,
          y: 0.05,
          showarrow: false,
          text: 'Київ, Ђаковица<br>Μέση τιμή, Đà Nẵng',
          bordercolor: '#332288',
          borderpad: 4,
        },
      ],
    },
  },
  'signs-of-science': {
    data: [
      {
        type: 'scatter',
        mode: 'lines+markers+text',
        x: ['H₂O', 'CO₂', 'm⁴', 'x̄ ± p̂'],
        y: [1e3, 2e4, 3e5, 1.5e6],
        text: ['₹1,000', '₽20 000', '₫300.000', '₿1.5 × 10⁶'],
        textposition: 'top center',
        name: 'ŷ = β₀ + β₁x',
        cliponaxis: false,
      },
      { type: 'scatter', x: ['H₂O', 'CO₂', 'm⁴', 'x̄ ± p̂'], y: [2e3, 1e4, 1e5, 1e6], name: '₦ ₴ ₪ ₩ ₡' },
    ],
    layout: {
      title: { text: 'R² = 0.97, p < 10⁻⁴, χ²₍₃₎ · 显著' },
      yaxis: {
        type: 'log',
        range: [2.7, 6.7],
        dtick: 1,
        tickprefix: '₹',
        automargin: true,
        title: { text: 'Revenue per user, ₹ (≈ 10³)' },
      },
      legend: { orientation: 'h' },
    },
  },
  empty: { data: [], layout: { title: { text: '空图 Nothing at all' } } },
} satisfies Family;
