import { sql } from '../../../engine/sql.js';
import { TIE_POLICIES } from '../../../metrics/rfm/options.js';
import { rfm } from '../../../metrics/rfm/rfm.js';
import { INTRO_NAMES, RFM_SEGMENT_KEYS, RFM_SEGMENTS } from '../../../metrics/rfm/segments.js';
import { segmentSizes } from '../../../metrics/rfm/sizes.js';
import { implemented, judge, untestable } from '../finding.js';
import type { UserCheck } from './study.js';

/** Section 4.3.1: scores and segments. */
export const SEGMENT_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.3.1-NAMES': () => {
    const other = RFM_SEGMENT_KEYS.filter((segment) => INTRO_NAMES[segment].zh !== RFM_SEGMENTS[segment].zh);
    return implemented(
      { names: RFM_SEGMENT_KEYS.length, namedOtherwiseInTheQuery: other.length },
      'Both sets of names are kept (INTRO_NAMES, RFM_SEGMENTS); {namedOtherwiseInTheQuery} of {names} differ. The figures rest on those of the query.',
    );
  },
  'D-4.3.1-MAP': () =>
    implemented(
      {},
      'The function rfm: its default columns are these.',
      'Recency is of the last login, not of a purchase: the file holds no date of one.',
    ),
  'D-4.3.1-SCORE': () =>
    implemented(
      { bins: 5, highFrom: 4, segments: RFM_SEGMENT_KEYS.length },
      'The function rfm with its defaults: 5 bins by NTILE, high from 4, eight segments.',
      'NTILE splits equal values, so the tie policy is part of the definition.',
    ),
  'D-4.3.1-SEGN': async ({ engine, users, sizes }) => {
    const own = await sizes();
    const computed: Record<string, number> = Object.fromEntries(
      own.map(({ segment, users: n }) => [segment, n]),
    );
    for (const ties of TIE_POLICIES.filter((policy) => policy !== 'mysql')) {
      const table = await rfm(engine, users, { ties, name: `${users.name}_rfm_${ties}` });
      for (const row of await segmentSizes(engine, table)) computed[`${row.segment}_${ties}`] = row.users;
    }
    return judge({
      computed,
      published: {
        lost: '206',
        dormantHighValue: '167',
        lowCost: '147',
        generalNew: '132',
        potential: '115',
        newHighValue: '95',
        keyWinBack: '80',
        keyValue: '58',
      },
      definition:
        'NTILE(5) with ties broken as MySQL does: each window starts from the order that the one before left.',
      onlyAsDefined: true,
      note: {
        'confirmed-as-defined':
          'With ties broken by id, key value has {keyValue_key} users and lost {lost_key}; with equal scores for equal values {keyValue_mean} and {lost_mean}.',
      },
    });
  },
  'D-4.3.1-TBL': async ({ engine, scored }) => {
    const rows = await engine.all(
      sql`SELECT user_id, r_score, f_score, m_score FROM ${await scored()} ORDER BY file_row LIMIT 3`,
      { user_id: 'text', r_score: 'integer', f_score: 'integer', m_score: 'integer' },
    );
    return untestable(
      Object.fromEntries(
        rows.map((row) => [`user_${row.user_id}`, [row.r_score, row.f_score, row.m_score].join('-')]),
      ),
      'The rows stand in a picture; it would take their text to compare them.',
      'Scores of recency, frequency and money.',
    );
  },
};
