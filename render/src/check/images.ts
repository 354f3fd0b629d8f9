import type { RenderOptions } from '../options.js';

/** Bitmaps carried in the figure itself. SVG images are left out: they can point at other files. */
export const EMBEDDED_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+$/;

const isExternal = (image: unknown): boolean =>
  typeof image === 'object' &&
  image !== null &&
  'source' in image &&
  typeof image.source === 'string' &&
  !EMBEDDED_IMAGE.test(image.source);

/** Takes out, in place, images that would have to be fetched or could point elsewhere, and says so. */
export function dropExternalImages(
  data: object[],
  layout: Record<string, unknown>,
  warn: RenderOptions['onWarning'],
): void {
  const drop = (path: string): void => {
    warn?.(`${path}: omitted: only embedded images are drawn (data:image/png, jpeg, gif or webp in base64)`);
  };
  data.forEach((trace, index) => {
    if (!isExternal(trace)) return;
    drop(`data[${index}].source`);
    Object.assign(trace, { source: undefined, visible: false });
  });
  if (!Array.isArray(layout['images'])) return;
  layout['images'] = layout['images'].filter((image: unknown, index) => {
    if (!isExternal(image)) return true;
    drop(`layout.images[${index}].source`);
    return false;
  });
}
