/** The tiering system of a fresh-food shop of communities: its files, and its published claims. */
export { loadFile, type FileName } from './contract.js';
export { joinMembers, type Members } from './members.js';
export { loadOrders, ORDERS } from './orders.js';
export { loadShop, type Shop } from './shop.js';
export { open } from './open.js';
export { AS_WRITTEN } from './tiers.js';
export { baselineOf, GOALS, middleDay, tierHistory } from './monitoring.js';
export { BENEFITS, CAMPAIGNS, UPLIFT, type PublishedCampaign, type TierKey } from './operations/benefits.js';
export { campaignMembers, type CampaignMembers } from './operations/campaign-members.js';
export { ACTIVITIES, COMMISSION, GROUP_OFFERS, PER_POINT } from './operations/communities.js';
export { joinRates, type JoinRates } from './operations/join-rates.js';
export { RECOMMENDATION_RULES } from './operations/rules.js';
