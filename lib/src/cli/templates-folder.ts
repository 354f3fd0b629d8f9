import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TallyError } from '../errors.js';

/** From `dist/cli`, where the build copies them, and from the sources in the repository. */
const PLACES = ['../templates/', '../../../templates/'];

/**
 * The folder of the notebooks that `tally init` copies: `orders`, `events` and `customers`, and `zh` with their
 * translations.
 *
 * @throws TallyError when the package is incomplete
 */
export function templatesFolder(): string {
  const folders = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = folders.find((folder) => existsSync(folder));
  if (found === undefined) {
    throw new TallyError('The templates are not in this installation of tally: install it again.');
  }
  return found;
}
