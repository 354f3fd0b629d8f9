export * as douyin from './douyin/index.js';
export * as netsuite from './netsuite/index.js';
export * as taobao from './taobao/index.js';
export * as xiaoxiang from './xiaoxiang/index.js';
export type { PublishedClaim, StudyName } from './study/claim.js';
export type { ExpectedVerdict, Study, StudyOptions } from './study/study.js';
export { judgeRegister, PUBLISHED_CLAIMS, type RegisterInputs } from './register/register.js';
export { studiesMarkdown } from './register/markdown.js';
export { sampleCustomersCsv, type SampleCustomersOptions } from './netsuite/sample/customers.js';
export { sampleUsersCsv, type SampleUsersOptions } from './douyin/sample/users.js';
export {
  generateEvents,
  type GeneratedEvents,
  type GenerateEventsOptions,
} from './taobao/sample/generate.js';
export { sampleShop, type SampleShop, type SampleShopOptions } from './xiaoxiang/sample/shop.js';
export { sampleShopFiles, type SampleFile } from './xiaoxiang/sample/files.js';
