/** The options of the command, each taking a value, as citty describes them. */
export const OPTIONS = {
  output: { type: 'string', alias: 'o', valueHint: 'FILE', description: 'File to write, .svg or .png' },
  'out-dir': {
    type: 'string',
    valueHint: 'FOLDER',
    description: 'Folder to write to, for several inputs; each keeps its name',
  },
  format: { type: 'string', valueHint: 'svg|png', description: 'Format for --out-dir; default png' },
  width: { type: 'string', valueHint: 'PIXELS', description: 'Width, instead of the one in the layout' },
  height: { type: 'string', valueHint: 'PIXELS', description: 'Height, instead of the one in the layout' },
  scale: { type: 'string', valueHint: 'NUMBER', description: 'PNG pixels per CSS pixel; default 1' },
  background: { type: 'string', valueHint: 'COLOR', description: 'Background color, or transparent' },
  'text-as': {
    type: 'string',
    valueHint: 'text|outlines',
    description: 'How an SVG contains text; outlines need no fonts in the viewer',
  },
  locale: { type: 'string', valueHint: 'NAME', description: 'Language of dates and numbers: de, zh-CN …' },
  template: { type: 'string', valueHint: 'FILE', description: 'JSON file with a plotly template' },
  font: {
    type: 'string',
    valueHint: 'FILE',
    description: 'TTF or OTF font file; NAME=FILE or NAME:700=FILE sets family and weight',
  },
} as const;
