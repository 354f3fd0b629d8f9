/** What groups of users prefer to buy: `products.bySegment(scored)`, `products.by(users, 'region')`. */
export {
  productsBy as by,
  segmentProducts as bySegment,
  type Products,
  type SegmentProducts,
} from './segment-products.js';
