import { scriptRuns } from './script-runs.js';

/** What can tell which characters it has. */
interface HasGlyphs {
  hasGlyph(codePoint: number): boolean;
}

/** Text that one face draws. */
export interface FaceRun<Face> {
  readonly face: Face;
  readonly text: string;
}

/** A character with the accents on it, which one font has to draw together. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/** The first face that has all of a cluster, else the first that has its base, else the first. */
function faceOf<Face extends HasGlyphs>(cluster: string, faces: readonly [Face, ...Face[]]): Face {
  const codes = Array.from(cluster, (character) => character.codePointAt(0) ?? 0);
  const whole = faces.find((face) => codes.every((code) => face.hasGlyph(code)));
  return whole ?? faces.find((face) => face.hasGlyph(codes[0] ?? 0)) ?? faces[0];
}

/**
 * Cuts text into what each of `faces`, tried in order, is to shape on its own. Letters and accents written apart
 * are put together first, as browsers do, so that `e` and U+0301 need no more than the glyph of `é`.
 */
export function faceRuns<Face extends HasGlyphs>(
  text: string,
  faces: readonly [Face, ...Face[]],
): FaceRun<Face>[] {
  const runs: FaceRun<Face>[] = [];
  for (const script of scriptRuns(text.normalize('NFC'))) {
    let run: { face: Face; text: string } | undefined;
    for (const cluster of script.match(CLUSTER) ?? []) {
      const face = faceOf(cluster, faces);
      if (run?.face === face) run.text += cluster;
      else runs.push((run = { face, text: cluster }));
    }
  }
  return runs;
}
