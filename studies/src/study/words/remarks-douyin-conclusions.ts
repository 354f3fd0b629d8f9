/** Remarks on claims about conclusions and advice: English as the checks write it, Chinese. */
export const DOUYIN_CONCLUSION_REMARKS: Readonly<Record<string, string>> = {
  'Users in the four segments with a high monetary score / all users.':
    'M评分高的四类分层用户数/全部用户数。',
  'Two of five scores are high, so it is 40 by construction.': '五档评分中有两档为高，因此必然是40%。',
  'Revenue of the four segments / all revenue.': '四类分层的营收/全部营收。',
  'They bring in {percent} percent.': '它们贡献{percent}%。',
  'The share closest to the published one is that of Suburban and Urban, {percentOfSuburbanAndUrban} percent of revenue.':
    '与文中数字接近的是郊区和城市的营收占比，{percentOfSuburbanAndUrban}%。',
  'Users in the other four segments / all users.': '其余四类分层用户数/全部用户数。',
  'Lost users / all users; the largest group is in Rural.': '流失客户数/全部用户数；其中农村最多。',
  'High-value users in Suburban / all high-value users.': '在高价值用户中：郊区用户数/全部高价值用户数。',
  'The percentage is inverted: {percentOfSuburbanOfHighValue} percent of Suburban users are high-value, while {percentOfHighValueInSuburban} percent of high-value users are in Suburban.':
    '分子分母弄反了：郊区用户中有{percentOfSuburbanOfHighValue}%是高价值用户；高价值用户中有{percentOfHighValueInSuburban}%在郊区。',
  'It is highest in {highest}, but the figure differs.': 'ARPU最高的是{highest}，但数字不同。',
  'Share of Urban users in the four high-value segments, as counted for the other regions.':
    '在城市用户中，按与其他地区相同的四类高价值分层计算。',
  'The published figure omits Key win-back ({percentWithoutWinBack} percent); with all four segments, as for the other regions, it is {percentHighValue} percent.':
    '文中的数字漏掉了重要唤回客户（{percentWithoutWinBack}%）；与其他地区一样计入四类时为{percentHighValue}%。',
  'Share of Rural users in the four high-value segments; ARPU = revenue / users, in yuan.':
    '在农村用户中，四类高价值分层的用户；ARPU=营收/用户数，单位：元。',
  'Share of the users of a region who prefer the category; chi-square test of category by region.':
    '在各地区用户中，偏好该品类的用户占比；对品类与地区做卡方检验。',
  'The heading says that preference is closely related to the regional economy.':
    '文中标题称偏好与地区经济高度相关。',
  'No association with the region is found: chi-square {chiSquare}, p = {p}, V = {cramersV}.':
    '其实偏好与地区无关：卡方值{chiSquare}，p = {p}，V = {cramersV}。',
  'The two most frequent interests and the most frequent category among high-value users.':
    '高价值用户中最多的两项兴趣和最多的品类。',
  'Their most frequent interests are {topInterests}; their most frequent category is {topCategory}.':
    '他们最多的兴趣是{topInterests}，最多的品类是{topCategory}。',
  'They prefer Books as often as other users do ({percentBooks} and {percentBooksOfOthers} percent).':
    '对图书的偏好与其他用户相当（{percentBooks}%与{percentBooksOfOthers}%）。',
  'Revenue of the region / all revenue.': '地区营收/全部营收。',
  'No rule is stated for the published split.': '文中的分配没有说明规则。',
  'By revenue at stake (splitBudget), Suburban gets {percentSuburban} percent, Urban {percentUrban} and Rural {percentRural}; notebook 06-actions compares this with the published split and with two other weightings.':
    '按涉及的营收（splitBudget）分配，郊区得{percentSuburban}%，城市{percentUrban}%，农村{percentRural}%；06-actions将其与文中方案并列，并给出另外两种权重的结果。',
  'Score: revenue per user x users x mean recency score / best recency score.':
    '得分：人均营收×用户数×平均R评分/最高评分。',
  'Levels end at 50, 80 and 95 percent of all scores.': '各级别的分界为总得分的50%、80%和95%。',
  'No rule is stated for the published order.': '文中的排序没有说明规则。',
  'Ranked by reachable revenue (priorities), {sameLevel} of the {published} published pairs have the same level; {first} ranks first.':
    '按可触达用户的营收（priorities）排序，文中列出的{published}个组合里有{sameLevel}个级别相同；居首的是{first}。',
  'Notebook 06-actions shows both.': '两者均见06-actions。',
  '{items} items over {horizons} horizons, with a dashboard and an alert (douyin.plan), in notebook 06-actions.':
    '见06-actions：{horizons}个阶段共{items}项措施，含看板和预警（douyin.plan）。',
  'Several published items assume regional tastes; ours call for testing them first. On stated preference, that test gives p = {pCategoryByRegion}.':
    '文中有几项依据地区偏好；本文要求先做检验，对用户自报偏好的检验结果为p = {pCategoryByRegion}。',
};
