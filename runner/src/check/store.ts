import { basename, join, relative } from 'node:path';
import { writeFilesAtomically, type FileToWrite } from '../files.js';
import type { Difference } from './difference.js';
import { sha256, writeManifest, writtenCopy, type ManifestEntry } from './manifest.js';
import type { NotebookCheck } from './report.js';
import type { CheckContext, Subject } from './subject.js';
import { readWritten } from './put-back.js';

/**
 * Completes the folder of fresh results: what the notebooks wrote into the project, pictures that mark what
 * differs (`diff/NOTEBOOK/FIGURE.png`), and the list by which `update --from` accepts it all.
 */
export function storeResults(
  subjects: readonly Subject[],
  checks: readonly NotebookCheck[],
  context: CheckContext,
): void {
  const { scratch, root, options } = context;
  const written = subjects.flatMap((subject) => copies(subject, context));
  const pictures = subjects.flatMap(({ fresh }, index) =>
    differencePictures(
      checks[index]?.differences ?? [],
      join(scratch.folder, 'diff', basename(fresh.figures)),
    ),
  );
  writeFilesAtomically([...written, ...pictures]);
  const entries = subjects.map((subject, index) => entryOf(subject, checks[index], context));
  writeManifest(scratch.folder, {
    version: 1,
    root,
    register: options.register !== false,
    notebooks: entries,
  });
}

function copies({ committed }: Subject, { root, scratch }: CheckContext): FileToWrite[] {
  const now = readWritten(committed?.writes ?? [], root);
  return [...now].map(([path, content]) => ({
    path: writtenCopy(scratch.folder, relative(root, path)),
    content,
  }));
}

function differencePictures(differences: readonly Difference[], folder: string): FileToWrite[] {
  return differences.flatMap((difference) => {
    const content = difference.pictures?.difference;
    if (content === undefined) return [];
    return [{ path: join(folder, `${pictureName(difference)}.png`), content }];
  });
}

/** `rules-figure-1` for the first output of that cell, or the name of the file. */
function pictureName({ cell, output, path }: Difference): string {
  if (cell !== undefined && output !== undefined) return `${cell.id}-${output}`;
  return basename(path ?? 'picture', '.png');
}

function entryOf(
  { paths, committed }: Subject,
  check: NotebookCheck | undefined,
  { root }: CheckContext,
): ManifestEntry {
  const now = readWritten(committed?.writes ?? [], root);
  const refused = refusal(check) ?? null;
  return {
    notebook: relative(root, paths.source),
    sha256: sha256(committed?.text ?? ''),
    figures: relative(root, paths.figures),
    written: [...now.keys()].map((path) => relative(root, path)),
    messages: (check?.differences ?? []).map(describeAccepted),
    refused,
  };
}

/** Why results must not be accepted: the run failed, or a claim does not hold on the data. */
function refusal(check: NotebookCheck | undefined): string | undefined {
  if (check === undefined || check.status === 'skipped') return 'it was not run';
  if (check.error !== undefined) return check.error.message;
  const [broken, ...more] = check.differences.filter(({ broken: isBroken }) => isBroken === true);
  if (broken === undefined) return undefined;
  return `${broken.message}${more.length > 0 ? `, and ${more.length} more claims` : ''}`;
}

function describeAccepted({ cell, message }: Difference): string {
  return cell === undefined ? message : `cell ${cell.number} (${cell.id}): ${message}`;
}
