import { TAOBAO_FUNNEL_AND_USERS } from './taobao/funnelAndUsers.js';
import { TAOBAO_MARKET } from './taobao/market.js';
import { TAOBAO_RETENTION_AND_TRAFFIC } from './taobao/retentionAndTraffic.js';
import type { PublishedClaim } from './publishedClaim.js';

export const TAOBAO_CLAIMS: readonly PublishedClaim[] = [
  ...TAOBAO_MARKET,
  ...TAOBAO_FUNNEL_AND_USERS,
  ...TAOBAO_RETENTION_AND_TRAFFIC,
];
