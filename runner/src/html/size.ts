/** Of a picture, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an SVG by its attributes, else by its view box; undefined when it names neither. */
export function svgSize(svg: string): Size | undefined {
  const tag = /<svg\b[^>]*>/.exec(svg)?.[0] ?? '';
  const width = Number(/\swidth="([\d.]+)(?:px)?"/.exec(tag)?.[1]);
  const height = Number(/\sheight="([\d.]+)(?:px)?"/.exec(tag)?.[1]);
  if (width > 0 && height > 0) return { width, height };
  const box = /\sviewBox="[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"/.exec(tag);
  return box === null ? undefined : { width: Number(box[1]), height: Number(box[2]) };
}

/** The size of a PNG from the header, which is always its first chunk; undefined for anything else. */
export function pngSize(base64: string): Size | undefined {
  const header = Buffer.from(base64.slice(0, 40), 'base64');
  if (header.length < 24 || header.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: header.readUInt32BE(16), height: header.readUInt32BE(20) };
}
