/** Names of computed values of the tiering system. A name that ends in % has its value in percent. */
export const XIAOXIANG_NAMES: Readonly<Record<string, string>> = {
  customers: '客户数',
  tiers: '层级数',
  withinTarget: '达到目标占比',
  leastSum: '占比下限合计%',
  mostSum: '占比上限合计%',
  several: '同属两层的客户数',
  none: '不属任何层的客户数',
  otherFrequency: 'F不同的客户数',
  otherMoney: 'M不同的客户数',
  newCustomers: '新客户数',
  growing: '成长期客户数',
  mature: '成熟期客户数',
  declining: '衰退期客户数',
  lost: '流失客户数',
};
