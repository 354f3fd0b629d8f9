/** The study of a marketplace: how to load its events, its steps and views, and its published claims. */
export { open, type OpenOptions } from './open.js';
export { EVENTS, STEPS, TRAFFIC, TYPES, WINDOW, type Events, type EventType } from './contract.js';
export { PUBLISHED } from './published.js';
export { CUTS, SEGMENTS, type SegmentKey } from './segments.js';
