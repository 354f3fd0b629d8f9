import { implemented } from 'tally/claims';
import { defineClaim, type XiaoxiangClaim } from '../claim.js';

export const TAG_CLAIMS: readonly XiaoxiangClaim[] = [
  defineClaim({
    id: 'X-3.2-TAG1',
    section: '3.2',
    kind: 'rule',
    published: 'Dynamic tags are updated automatically from user behavior.',
    publishedZh: '动态标签根据用户行为自动更新。',
    check: async ({ tagged }) => {
      const { members, entered, exits } = await tagged();
      return implemented(
        { members, entered, exits },
        'Implemented as rules of tags.book, judged anew whenever they are asked for, and as tags.Memberships, which records who entered and left when and why. Of the tag for three orders within 60 days {entered} customers entered and {exits} left in the last 30 days, which leaves {members}.',
      );
    },
  }),
  defineClaim({
    id: 'X-3.2-TAG2',
    section: '3.2',
    kind: 'rule',
    published: 'Staff can add tags manually, such as VIP customer.',
    publishedZh: '运营人员可手动添加标签，如“VIP客户”。',
    check: () =>
      implemented(
        {},
        'Implemented as tags.ManualTags: a ledger with author, reason and end of each tag, to which entries can only be added.',
      ),
  }),
  defineClaim({
    id: 'X-3.2-TAG3',
    section: '3.2',
    kind: 'rule',
    published: 'User groups can be selected by combining several tags.',
    publishedZh: '支持多标签组合查询用户群体。',
    check: async ({ tagged }) => {
      const { members, combined } = await tagged();
      return implemented(
        { members, combined },
        'Implemented as queries of tags.audience, which combine tags, tiers, attributes and orders by and, or, not. Of {members} customers with the tag for three orders within 60 days {combined} also have the one for spending above the mean.',
      );
    },
  }),
];
