/** Remarks on claims about products and regions: English as the checks write it, Chinese. */
export const DOUYIN_REGION_REMARKS: Readonly<Record<string, string>> = {
  'The catalog of actions by segment (SEGMENT_ACTIONS), each with the values that justify it, in notebook 06-actions: {actions} actions for {groups} segments.':
    '见06-actions的分层动作清单（SEGMENT_ACTIONS），每项都附有依据：{groups}个分层共{actions}项动作。',
  'Of their {reasons} reasons, {reasonsByDefinition} follow from how the segments are made; of the other {reasonsTested}, {reasonsThatStand} hold in this data.':
    '{reasons}条理由中，{reasonsByDefinition}条由分层定义本身决定；其余{reasonsTested}条中有{reasonsThatStand}条在本数据中成立。',
  "Share of the segment's users who prefer the category (called penetration in the study); mean of the users' average order values; rank by total spending.":
    '分层内偏好该品类的用户占比（文中称渗透率）；用户客单价的均值；按总消费排名。',
  'The published maximum covers the three categories shown; over all categories it is {highestOrderValue}.':
    '最高客单价仅就所列三个品类而言；在全部品类中为{highestOrderValue}元。',
  'The published ranges cover the three categories shown; over all categories, order values range from {lowestOrderValue} to {highestOrderValue}.':
    '区间仅就所列三个品类而言；在全部品类中，客单价为{lowestOrderValue}–{highestOrderValue}元。',
  'The published range covers the three categories shown; over all categories it reaches {highestOrderValue}.':
    '区间仅就所列三个品类而言；在全部品类中最高达{highestOrderValue}元。',
  'Insights are the findings of notebook 04-products; strategies are the actions by segment in 06-actions.':
    '洞察见04-products的结论，策略见06-actions的分层动作。',
  'None of the actions depends on a category: the chi-square test of category by segment gives p = {p}, V = {cramersV}.':
    '其中没有一项按品类制定：对品类与分层做卡方检验，p = {p}，V = {cramersV}。',
  'ARPU = revenue / users; purchases and minutes per user.':
    'ARPU=营收/用户数；购买次数与在站分钟数均为人均值。',
  'The image is judged by the cells quoted in the text.': '原图按正文引用的单元格判定。',
  'Users of the region / all users.': '地区用户数/全部用户数。',
  'Users in Suburban minus users in Urban.': '郊区用户数减城市用户数。',
  'Revenue / users, in yuan.': '营收/用户数，单位：元。',
  'ARPU of Rural / ARPU of Suburban and Urban combined.': '农村ARPU/郊区和城市合并后的ARPU。',
  'Purchases per user.': '人均购买次数。',
  'Revenue / orders, in yuan; far larger: more than twice as large.':
    '营收/订单数，单位：元；“高得多”指超过两倍。',
  "Minutes on the site per user; differences by Welch's ANOVA.": '人均在站分钟数；差异用Welch方差分析检验。',
  'The differences are not significant (p = {p}), so there is nothing for commuting to explain; the file has no data on commuting.':
    '差异未超出随机波动（p = {p}），无需用通勤来解释；文件中也没有任何通勤信息。',
  'Users of Suburban and Urban / all users.': '郊区和城市用户数/全部用户数。',
  'Revenue of Suburban and Urban / all revenue.': '郊区和城市的营收/全部营收。',
  'Revenue of Rural, in units of 10,000 yuan.': '农村营收，单位：万元。',
  'The catalog of actions by region (REGION_ACTIONS), each with the values that justify it, in notebook 06-actions: {actions} actions for {groups} regions; {reasonsThatStand} of their {reasons} reasons hold in this data.':
    '见06-actions的地区动作清单（REGION_ACTIONS），每项都附有依据：{groups}个地区共{actions}项动作，{reasons}条理由中有{reasonsThatStand}条在本数据中成立。',
  'Among the users of the region: users of the segment / users of the region.':
    '在该地区用户中：分层用户数/地区用户数。',
  'Among the users of the segment: users of the region / users of the segment.':
    '在该分层用户中：地区用户数/分层用户数。',
  "Three of the four high-value segments: Key win-back is omitted here but included in Suburban's figure.":
    '四类高价值用户只计了三类：漏掉了重要唤回客户，而郊区的数字包含这一类。',
  'With Key win-back, as counted for Suburban, it is {allFour} percent.':
    '若与郊区一样计入重要唤回客户，则为{allFour}%。',
  'The role of each region is reflected in its actions (REGION_ACTIONS), notebook 06-actions: protect revenue, keep high spenders, increase order value.':
    '各地区的定位体现在06-actions的地区动作（REGION_ACTIONS）中：守住营收、维系高消费用户、提高客单价。',
  '{reasonsThatStand} of their {reasons} reasons hold in this data.':
    '{reasons}条理由中有{reasonsThatStand}条在本数据中成立。',
  'Findings on segments and regions are in notebook 05-regions; suggestions are the actions by segment (SEGMENT_ACTIONS) in 06-actions, with priorities for every segment in every region.':
    '分层与地区的结论见05-regions；建议见06-actions的分层动作（SEGMENT_ACTIONS），并给出每个分层在每个地区的优先级。',
  'p: chi-square test of the segment against all others by region.':
    'p值：该分层与其余分层按地区做卡方检验。',
  'Not even: its distribution over regions differs from that of the other segments (p = {pAgainstOtherSegments}).':
    '并不均衡：其地区分布与其他分层不同（p = {pAgainstOtherSegments}）。',
  'Among the users who prefer the category: users of the region / users of the category.':
    '在偏好该品类的用户中：地区用户数/该品类用户数。',
  'Among the users of the region: users who prefer the category / users of the region.':
    '在该地区用户中：偏好该品类的用户数/地区用户数。',
  'p: chi-square test of the category against all others by region; pAll: of all categories by region.':
    'p值：该品类与其余品类按地区做卡方检验；另附全部品类的p值。',
  'Over all categories and regions, chi-square gives p = {pAll} and V = {cramersV}: the shares indicate a preference only if p is small.':
    '对全部品类与地区做卡方检验，p = {pAll}，V = {cramersV}：只有p值很小时，才能从占比读出偏好。',
  'Chi-square test of category by region over all users.': '全体用户的品类与地区卡方检验。',
  'The advice for each region rests on a preference that the data do not show (p = {pAll}, V = {cramersV}).':
    '对各地区的建议都基于某种偏好，而数据并不显示这种偏好（p = {pAll}，V = {cramersV}）。',
};
