/** Communities and their leaders: commission, group buying, and what a community needs. */
export {
  commission,
  type Commission,
  type CommissionOptions,
  type CommissionRate,
  type CommissionSchedule,
} from './commission.js';
export {
  groupBuying,
  members,
  type GroupBuying,
  type GroupBuyingOptions,
  type GroupOffer,
  type JoinRate,
} from './group-buying.js';
export { needs, type NeedOptions, type Needs } from './needs.js';
