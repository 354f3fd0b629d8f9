/** The options of the command, each taking a value, as citty describes them. */
export const OPTIONS = {
  output: { type: 'string', alias: 'o', valueHint: 'FILE', description: 'File to write, .svg or .png' },
  'out-dir': {
    type: 'string',
    valueHint: 'FOLDER',
    description: 'Folder to write to, for several inputs: each keeps its name',
  },
  format: { type: 'string', valueHint: 'svg|png', description: 'Format in --out-dir, png when left out' },
  width: { type: 'string', valueHint: 'PIXELS', description: 'Width, in place of the one in the layout' },
  height: { type: 'string', valueHint: 'PIXELS', description: 'Height, in place of the one in the layout' },
  scale: { type: 'string', valueHint: 'NUMBER', description: 'PNG pixels per CSS pixel, 1 when left out' },
  background: { type: 'string', valueHint: 'COLOUR', description: 'Colour of the paper, or transparent' },
  'text-as': {
    type: 'string',
    valueHint: 'text|outlines',
    description: 'How an SVG holds its text; outlines need no font where it is viewed',
  },
  locale: { type: 'string', valueHint: 'NAME', description: 'Language of dates and numbers: de, zh-CN …' },
  template: { type: 'string', valueHint: 'FILE', description: 'JSON file with a plotly template' },
  font: {
    type: 'string',
    valueHint: 'FILE',
    description: 'TTF or OTF font, named as its family is; as NAME=FILE or NAME:700=FILE to say so yourself',
  },
} as const;
