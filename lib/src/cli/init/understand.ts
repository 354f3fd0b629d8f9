import { tableBundle } from '../../core/table-view.js';
import { viewOf } from '../../core/result-view.js';
import type { Locale } from '../../core/label.js';
import type { Session } from '../../core/session.js';
import { ColumnsError } from '../../errors.js';
import type { DataKind } from '../../mapping/kinds.js';
import type { Mapping } from '../../mapping/mapping.js';
import { proposeFor } from '../../mapping/propose.js';
import type { Proposal } from '../../mapping/proposal.js';
import { headOf, profileOf, type FileProfile, type ProfileOptions } from '../profile/report.js';
import type { Ask } from './ask.js';

/** What is said of the data on the command line. */
export interface Said {
  readonly file: string;
  readonly kind?: DataKind;
  readonly map: Mapping;
  readonly reading: ProfileOptions;
}

/** A file as it was understood. */
export interface Understood {
  readonly profile: FileProfile;
  readonly proposal: Proposal;
}

/** Examines the file, and asks for the columns that it cannot tell. */
export async function understand(session: Session, said: Said, ask: Ask): Promise<Understood> {
  const profile = await profileOf(session, said.file, said.reading);
  let map = said.map;
  for (;;) {
    const proposal = await proposeFor(session, profile.file, said.kind, map).catch((error: unknown) => {
      if (map === said.map || !(error instanceof ColumnsError)) throw error;
      console.log(error.message);
      return null;
    });
    if (proposal === null) {
      map = said.map;
      continue;
    }
    const [missing] = proposal.missing;
    if (missing === undefined) return { profile, proposal };
    if (ask === null) throw lacking(said.file, proposal);
    console.log(tableText(proposal));
    const unclear = proposal.unclear[missing];
    const among = unclear === undefined ? '' : ` (${unclear.join(', ')})`;
    const column = await ask(QUESTION[session.locale](missing, among));
    if (column === '') throw lacking(said.file, proposal);
    map = { ...map, [missing]: /^[0-9]+$/.test(column) ? Number(column) : column };
  }
}

const QUESTION: Readonly<Record<Locale, (field: string, among: string) => string>> = {
  en: (field, among) => `Which column is the ${field}${among}? `,
  zh: (field, among) => `哪一列是${field}${among}？`,
};

function lacking(file: string, { kind, missing, unclear }: Proposal): ColumnsError {
  const several = Object.entries(unclear).map(
    ([field, columns]) => ` ${columns.map((name) => `"${name}"`).join(', ')} could each be the ${field}.`,
  );
  const example = missing.map((field) => `${field}=COLUMN`).join(',');
  return new ColumnsError(
    `${file} was taken for ${kind}, and no column is known to be the ${missing.join(', the ')}.${several.join('')} ` +
      `Say which: --map ${example}; or what the data are: --kind orders, events or customers.`,
    missing,
  );
}

const tableText = ({ fields }: Proposal): string =>
  String(tableBundle([viewOf(fields, { limit: fields.length })])['text/plain']);

/** What was understood, as text: the mapping, and the quality in ten lines. */
export function understoodText({ profile, proposal }: Understood, name: string, locale: Locale): string {
  const { title, doubts } = headOf(profile, name);
  const { account, fields } = profile.file;
  const views = [viewOf(fields, { limit: fields.length }), viewOf(account, {}), viewOf(profile.quality, {})];
  const said = doubts.map((doubt) => `! ${doubt[locale]}`);
  return [title[locale], ...said, '', tableText(proposal), '', String(tableBundle(views)['text/plain'])].join(
    '\n',
  );
}
