import type { Glyph } from 'fontkit';

const COMMANDS = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const;

const round = (value: number) => Math.round(value * 1000) / 1000;

/** The outline of a glyph as path data, each of its points (font units, y up) moved by `place`. */
export function glyphPath(glyph: Glyph, place: (x: number, y: number) => [number, number]): string {
  return glyph.path.commands
    .map(({ command, args }) => {
      const points: number[] = [];
      for (let i = 0; i + 1 < args.length; i += 2) points.push(...place(args[i] ?? 0, args[i + 1] ?? 0));
      return COMMANDS[command] + points.map(round).join(' ');
    })
    .join('');
}
