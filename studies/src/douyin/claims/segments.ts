import { segments, sql, type TiePolicy } from 'tally';
import { implemented, judge, untestable } from 'tally/claims';
import { INTRO_NAMES, SEGMENTS, type SegmentKey } from '../segments.js';
import { type DouyinClaim, defineClaim } from '../claim.js';

const SEGMENT_KEYS = Object.keys(SEGMENTS) as readonly SegmentKey[];

/** The ways of scoring equal values that do not depend on a database. */
const OTHER_TIES: readonly TiePolicy[] = ['key', 'percent_rank', 'cume_dist', 'mean'];

/** Section 4.3.1: scores and segments. */
export const SEGMENT_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.3.1-NAMES',
    section: '4.3.1',
    kind: 'statement',
    published:
      'The introduction lists 8 classes: lost (流失), general maintain (一般维持), new (新), potential (潜力), key retain (重要挽留), key deepen (重要深耕), key win-back (重要唤回), key value (重要价值); some differ from the names in the query.',
    publishedZh:
      '引言列出8类用户：流失、一般维持、新、潜力、重要挽留、重要深耕、重要唤回、重要价值；其中一部分与查询语句中的名称不同。',
    check: () => {
      const other = SEGMENT_KEYS.filter(
        (segment) => INTRO_NAMES[segment].label.zh !== SEGMENTS[segment].label.zh,
      );
      return implemented(
        { names: SEGMENT_KEYS.length, namedOtherwiseInTheQuery: other.length },
        'Both sets of names are kept (douyin.INTRO_NAMES, douyin.SEGMENTS); {namedOtherwiseInTheQuery} of {names} differ. The figures use the names in the query.',
      );
    },
  }),
  defineClaim({
    id: 'D-4.3.1-MAP',
    section: '4.3.1',
    kind: 'rule',
    published:
      'R is Last_Login_Days_Ago, scored in reverse; F is Purchase_Frequency and M is Total_Spending, both scored in ascending order.',
    publishedZh: 'R取Last_Login_Days_Ago，反向评分；F取Purchase_Frequency，M取Total_Spending，均为正向评分。',
    check: () =>
      implemented(
        {},
        'The function rfm finds these columns by their roles in the contract.',
        'Recency is that of the last login, not of a purchase: the file has no purchase dates.',
      ),
  }),
  defineClaim({
    id: 'D-4.3.1-SCORE',
    section: '4.3.1',
    kind: 'statement',
    published:
      'Each of R, F and M is scored by NTILE(5); a score ≥4 counts as high, and a CASE with 8 branches names the segments.',
    publishedZh: 'R、F、M各用NTILE(5)评分，得分≥4为高，由CASE的8个分支命名分层。',
    check: () =>
      implemented(
        { bins: 5, highFrom: 4, segments: SEGMENT_KEYS.length },
        'The function rfm: 5 bins by NTILE, high from 4, eight segments.',
        'NTILE splits equal values, so the tie policy is part of the definition.',
      ),
  }),
  defineClaim({
    id: 'D-4.3.1-SEGN',
    section: '4.3.1',
    kind: 'statement',
    published:
      'Segment sizes derived from later percentages: Lost (流失客户) 206, Dormant high value (高价值沉睡客户) 167, Low-cost maintain (低成本维系客户) 147, General new (一般新客户) 132, Potential (潜力客户) 115, New high value (新晋高价值客户) 95, Key win-back (重要唤回客户) 80, Key value (重要价值客户) 58.',
    publishedZh:
      '由后文占比推得的各分层人数：流失客户206，高价值沉睡客户167，低成本维系客户147，一般新客户132，潜力客户115，新晋高价值客户95，重要唤回客户80，重要价值客户58。',
    check: async ({ users, sizes }) => {
      const own = (await sizes()).rows.map((row) => [row.segment, row.users] as const);
      const compared = await segments.compareTies(users, OTHER_TIES, { segments: SEGMENTS });
      const others = OTHER_TIES.flatMap((ties) =>
        compared.where({ ties }).rows.map((row) => [`${row.segment}_${ties}`, row.users] as const),
      );
      return judge({
        computed: Object.fromEntries([...own, ...others]),
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
          'NTILE(5) with ties broken as in MySQL: each window starts from the order left by the previous one.',
        onlyAsDefined: true,
        note: {
          'confirmed-as-defined':
            'With ties broken by id, key value has {keyValue_key} users and lost {lost_key}; if equal values get equal scores, {keyValue_mean} and {lost_mean}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.3.1-TBL',
    section: '4.3.1',
    kind: 'figure-or-table',
    published: 'Part of the table of R, F, M, scores and segment for each user, published as an image.',
    publishedZh: '以图片发表的表格片段，列出每名用户的R、F、M、评分与所属分层。',
    check: async ({ users, scored }) => {
      const rows = await users.engine.all(
        sql`SELECT user_id, r_score, f_score, m_score FROM ${await scored()} ORDER BY file_row LIMIT 3`,
        { user_id: 'text', r_score: 'integer', f_score: 'integer', m_score: 'integer' },
      );
      return untestable(
        Object.fromEntries(
          rows.map((row) => [`user_${row.user_id}`, [row.r_score, row.f_score, row.m_score].join('-')]),
        ),
        'The rows are published only as an image; comparing them would require their text.',
        'Scores of recency, frequency and monetary value.',
      );
    },
  }),
];
