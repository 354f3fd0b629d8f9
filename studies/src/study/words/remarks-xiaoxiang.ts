/** Remarks on claims about the tiering system: English as the checks write it, Chinese. */
export const XIAOXIANG_REMARKS: Readonly<Record<string, string>> = {
  'Implemented as a tier of tiers.assign, in a list that takes each customer once.':
    '由tiers.assign的层级实现，按顺序判定，每位客户只归入一层。',
  'On these orders it has {percent} percent of the customers.': '在这些订单中，该层占客户的{percent}%。',
  'Scored by spending; the document does not say what is frequent or large.':
    '按消费金额打分；文中未说明何为高频、何为高客单价。',
  'R, F and M are implemented as scores of tiers.assign (spending, basket, rfm); channel, community, years of residence and household are columns of the customers that xiaoxiang.joinMembers gives, by which any metric can be divided.':
    'R、F、M由tiers.assign的打分方式（spending、basket、rfm）实现；渠道、社区、居住年数与家庭标签是xiaoxiang.joinMembers所得客户表的列，任何指标均可据此分组。',
  'The document does not say how they change a tier, and they change none.':
    '文中未说明这些属性如何影响层级，此处也不改变层级。',
  'The sums of the smallest and of the largest shares, and customers by how many tiers claim them.':
    '各层占比下限之和与上限之和，以及客户按同时满足的层级数的分布。',
  'The shares can add up to 100 percent, from {leastSum} to {mostSum}.':
    '各层占比合计可以是100%（{leastSum}%至{mostSum}%）。',
  'But as written the tiers do not divide the customers: {several} belong to two tiers and {none} to none.':
    '但按原文规则，各层并未把客户划分开：{several}位客户同属两层，{none}位不属任何一层。',
  'They do as a list in which the first that holds decides.': '改为按顺序判定、以首个成立者为准后即可划分。',
  'Customers for whom counting every order, whatever became of it, gives another number or amount than orders that were paid and kept.':
    '不论订单结果如何一律计入时，订单数或金额与仅计已支付且未取消订单不同的客户。',
  'The code also counts canceled and unpaid orders, and refunds as orders: {otherFrequency} of {customers} customers get another F, {otherMoney} another M.':
    '代码把已取消、未支付的订单和退款单也计为订单：{customers}位客户中，{otherFrequency}位的F不同，{otherMoney}位的M不同。',
  'R depends on the moment at which it runs, and customers without an order get 999 days, as if they had bought that long ago.':
    'R取决于运行时刻；无订单的客户被记为999天，如同999天前购买过。',
  'Its result is not normalized, though its comment says so.': '注释称会归一化，结果却没有。',
  'Implemented as rules of tags.book, judged anew whenever they are asked for, and as tags.Memberships, which records who entered and left when and why.':
    '由tags.book的规则实现，每次取用时重新判定；tags.Memberships记录谁在何时、因何进入和退出。',
  'Of the tag for three orders within 60 days {entered} customers entered and {exits} left in the last 30 days, which leaves {members}.':
    '以“60天内下单三次”为标签，最近30天有{entered}位客户进入、{exits}位退出，现有{members}位。',
  'Implemented as tags.ManualTags: a ledger with author, reason and end of each tag, to which entries can only be added.':
    '由tags.ManualTags实现：记录每个标签的操作人、原因与失效日期，只可追加。',
  'Implemented as queries of tags.audience, which combine tags, tiers, attributes and orders by and, or, not.':
    '由tags.audience的查询实现，可用and、or、not组合标签、层级、属性与订单。',
  'Of {members} customers with the tag for three orders within 60 days {combined} also have the one for spending above the mean.':
    '“60天内下单三次”的{members}位客户中，{combined}位同时带有“消费高于均值”标签。',
  "Implemented as lifecycle.stages, by the customer's own rhythm or by fixed days.":
    '由lifecycle.stages实现，可按客户自身节奏，也可按固定天数。',
  'The document leaves out lost customers: {lost} of them would else count as declining.':
    '文中没有流失阶段：否则这{lost}位流失客户会被计入衰退期。',
  'Stages with cuts of ours, since the document states none.': '各阶段的界限由我们设定，文中未给出。',
  'Implemented as benefits.eligible and benefits.budget.': '由benefits.eligible与benefits.budget实现。',
  'The document states neither costs nor caps; with ours, {uses} uses in thirty days would cost {cost}.':
    '文中既未给出成本也未给出次数上限；按我们设定的数值，三十天内{uses}次使用共需{cost}。',
  'The catalog stands in xiaoxiang.BENEFITS, where a tier without an entry does not compile.':
    '权益目录见xiaoxiang.BENEFITS，缺少任一层级即无法通过编译。',
  'Implemented as campaigns.roi, always against a control group; the document plans none, and without one nothing can be said of a campaign.':
    '由campaigns.roi实现，一律与对照组相比；文中未设对照组，而没有对照组便无从评价活动。',
  'The gift pack for newcomers goes to {silver} Silver customers, of whom {newcomers} first bought in the last thirty days.':
    '新人礼包面向{silver}名白银客户，其中近三十天首购者仅{newcomers}名。',
  'The campaigns stand in xiaoxiang.CAMPAIGNS.': '活动清单见xiaoxiang.CAMPAIGNS。',
  'Requires products and quantities, over more than one day.': '需要产品与数量，且不止一天的订单。',
  'Implemented as a rule of recommendations.forCustomers, and judged by recommendations.evaluate: its NDCG differs by {difference} ({low} to {high}) from that of the products most customers buy.':
    '由recommendations.forCustomers的规则实现，并由recommendations.evaluate评判：与全体热销相比，NDCG相差{difference}（{low}至{high}）。',
  'Its default treats {treatedAsNew} customers as new who first bought long ago.':
    '其默认分支把{treatedAsNew}名早已购买过的客户当作新用户。',
  'NDCG of ten products that a customer has not bought, by what the customer bought in the last 91 days.':
    '以客户未买过的十种产品、按最近91天实际购买计算的NDCG。',
  'What premium, best sellers and essentials are is defined by us.': '高端、热销与民生商品的定义由我们给出。',
  'Implemented as audit.rivals.': '由audit.rivals实现。',
  'The clusters have a silhouette of {silhouette}, the tiers one of {silhouetteTiers}; their adjusted Rand index is {adjustedRand}.':
    '聚类的轮廓系数为{silhouette}，层级为{silhouetteTiers}；两者的调整兰德指数为{adjustedRand}。',
  'k-means on the logarithms of R, F and M, scaled by mean and standard deviation, with the number of clusters of the largest silhouette among stable ones.':
    '对R、F、M取对数并按均值和标准差缩放后做k-means，在稳定的聚类数中取轮廓系数最大者。',
  'Implemented as community.commission and community.groupBuying, with rates of ours.':
    '由community.commission与community.groupBuying实现，费率由我们设定。',
  'These orders have no communities.': '这些订单没有社区信息。',
  'Of all commissions, {percentMoved} percent go to another leader than at one rate for all.':
    '与统一费率相比，佣金总额的{percentMoved}%流向了不同的团长。',
  'Schedule and offers stand in xiaoxiang.COMMISSION and xiaoxiang.GROUP_OFFERS.':
    '佣金表与拼团方案见xiaoxiang.COMMISSION与xiaoxiang.GROUP_OFFERS。',
  'An expectation, of which no before and after is published.': '这是预期，文中未公布实施前后的数据。',
  'These orders do not tell a baseline below the goal.': '从这些订单得不到低于目标的基准值。',
  'A test at 5 percent with a power of 80 percent.': '显著性水平5%、功效80%的检验。',
  'The daily batch is implemented as tiers.openHistory and tiers.runBatch: {rows} stays of {customers} customers over {days} days, of which a day touches only customers with new orders or for whom a limit falls. There is no processing in real time: a tier changes by the day.':
    '每日批处理由tiers.openHistory与tiers.runBatch实现：{days}天内{customers}名客户共有{rows}段层级停留，每天只处理有新订单或当天到期的客户。没有实时处理：层级按天变化。',
  'Tiers by cuts frozen in the middle of the orders.': '层级分界冻结于订单期间的中点。',
  'Implemented as campaigns.roi (arms against a control, with their check against the design), stats.differenceOfShares and stats.sampleSizeOfShares: to see repurchase of {repurchasePercent} percent rise by a quarter, a test of two tiering strategies would need {perGroup} customers for each. No such test is in these orders.':
    '由campaigns.roi（各组与对照组相比，并核对分组设计）、stats.differenceOfShares与stats.sampleSizeOfShares实现：要看出{repurchasePercent}%的复购率提升四分之一，比较两种分层策略的检验每组需要{perGroup}名客户。这些订单中没有这样的检验。',
  'Implemented as monitoring.tierWeeks (shares, moves and ARPU of each tier by week), tiers.migration and campaigns.roi, which measures against a control group. In the last of {weeks} weeks a platinum customer brought in {platinumArpu}, a silver one {silverArpu}.':
    '由monitoring.tierWeeks（各层级每周的占比、流动与ARPU）、tiers.migration以及与对照组相比的campaigns.roi实现。在{weeks}周的最后一周，铂金客户人均带来{platinumArpu}，白银客户人均带来{silverArpu}。',
  'Revenue of a week per customer who was in the tier when it began.': '一周收入除以周初处于该层级的客户数。',
  'Implemented as monitoring.alerts and the command tally monitor. The document states no limits; ours are exceeded in {falseAlarmPercent} percent of weeks in which nothing changes. Of the {weeks} weeks after a baseline of {baselineWeeks}, platinum churn is too high in {platinumChurn}, the dormant share in {dormantShare}, the distribution unusual in {psi} by PSI and in {chiSquare} by chi-square.':
    '由monitoring.alerts与命令tally monitor实现。文中未给出预警线；我们的预警线在没有变化的周里有{falseAlarmPercent}%会被超过。在{baselineWeeks}周基准期之后的{weeks}周中，铂金流失过高{platinumChurn}周，沉睡占比过高{dormantShare}周，分布异常按PSI为{psi}周、按卡方为{chiSquare}周。',
  'Tiers by cuts frozen in the middle of the orders; moves over four weeks.':
    '层级分界冻结于订单期间的中点；流动按四周计。',
  'Implemented: tiers from R, F and M (tiers.assign), tags (tags.book), recommendations (recommendations.forCustomers), leaders (community.commission), tests of tiering strategies (campaigns.roi). Not implemented: tiers in real time, which change by the day, and predicted tiers; lifecycle.earlyWarning predicts decline, and says how well.':
    '已实现：RFM分层（tiers.assign）、标签（tags.book）、推荐（recommendations.forCustomers）、团长支持（community.commission）、分层策略的检验（campaigns.roi）。未实现：实时分层（层级按天变化）与预测性分层；lifecycle.earlyWarning预测衰退，并给出其准确程度。',
  'Of the customers who bought in one period of 28 days, {baseline} percent bought in the next. To see that share become {target} percent, a test would need {perGroup} customers in each of two groups.':
    '在一个28天周期内购买的客户中，{baseline}%在下一个周期再次购买。要看出该比例变为{target}%，检验的两组中每组需要{perGroup}名客户。',
  'Platinum and gold customers of all customers.': '铂金与黄金客户占全部客户的比例。',
  'Platinum and gold are {percent} percent of {customers} customers. By its own definition they are the top {leastByDefinition} to 25 percent, apart from those who stay away: the share says who is counted, not what tiering brought about.':
    '铂金与黄金占{customers}名客户的{percent}%。按文中自己的定义，他们就是前{leastByDefinition}%至25%的客户（久未购买者除外）：这一占比说明的是把谁计入，而不是分层带来了什么。',
  'Platinum and gold are {percent} percent of {customers} customers, though by their definition they are the top {leastByDefinition} to 25 percent: the others of these stay away.':
    '铂金与黄金占{customers}名客户的{percent}%，而按定义他们是前{leastByDefinition}%至25%的客户：其余的久未购买。',
  'The orders tell of no campaign cost, so there is no return to begin from. It would require campaigns with a control group, as campaigns.roi measures them.':
    '订单中没有活动成本，因而没有可作起点的回报率。这需要设有对照组的活动，由campaigns.roi测量。',
  'Of those who bought in the last 28 days, {baseline} percent did so at least twice. To see that share become {target} percent, a test would need {perGroup} customers in each of two groups.':
    '在最近28天购买的客户中，{baseline}%至少购买两次。要看出该比例变为{target}%，检验的两组中每组需要{perGroup}名客户。',
  'A community turned over {baseline} in the last 28 days. To see {target}, a test would need {perGroup} communities in each of two groups; these orders are of {measuredOn}.':
    '最近28天平均每个社区成交{baseline}。要看出{target}，检验的两组中每组需要{perGroup}个社区；这些订单只有{measuredOn}个社区。',
  'These orders name no community.': '这些订单没有社区信息。',
};
