/** The tiering system of a fresh-food shop of communities: its files, and its published claims. */
export { loadFile, type FileName } from './contract.js';
export { joinMembers, type Members } from './members.js';
export { loadOrders, ORDERS } from './orders.js';
export { loadShop, type Shop } from './shop.js';
export { open } from './open.js';
export { AS_WRITTEN } from './tiers.js';
export { GOALS, middleDay, tierHistory } from './monitoring.js';
