/** Remarks on claims about segments, days and hours: English as the checks write it, Chinese. */
export const TAOBAO_TIME_REMARKS: Readonly<Record<string, string>> = {
  'A threshold is dynamic if it is computed from the data; the study does not say how.':
    '由数据算出的阈值才算动态；文中没有说明算法。',
  'Tried here: means and upper quartiles over buyers.': '已尝试：购买用户的均值和上四分位数。',
  'The study states two fixed numbers, 4 and 4.': '文中写的是两个固定数字：4和4。',
  'They are the upper quartiles of recency and of purchases; means would give {meanRecency} and {meanPurchases}.':
    '它们恰为R和购买次数的上四分位数；若取均值则为{meanRecency}和{meanPurchases}。',
  'Means would give {meanRecency} and {meanPurchases}, upper quartiles {upperQuartileOfRecency} and {upperQuartileOfPurchases}.':
    '若取均值则为{meanRecency}和{meanPurchases}，若取上四分位数则为{upperQuartileOfRecency}和{upperQuartileOfPurchases}。',
  'rfm with these cuts (taobao.CUTS): each of {buyers} buyers is in one segment.':
    '见rfm与这些切分（taobao.CUTS）：{buyers}名购买用户各属一个分层。',
  'R counts days back from {asOf}; the study does not state its reference date.':
    'R从{asOf}往回数天数，文中没有说明。',
  'Buyers of the segment / all buyers; their purchases / all purchases.':
    '分层的购买用户数/全部购买用户数；其购买次数/全部购买次数。',
  'R in days before the last day.': 'R为距最后一天的天数。',
  'Orders are rows with behavior buy.': '订单数即购买行为的行数。',
  'The share is a share of buyers.': '该占比是占购买用户的比例。',
  'As a share of all users it is {percentOfAllUsers} percent.': '占全部用户则为{percentOfAllUsers}%。',
  'They are 2.0 percent of the buyers, not of all users ({percentOfAllUsers} percent).':
    '2.0%是占购买用户的比例，而不是占全部用户（{percentOfAllUsers}%）。',
  'Buyers of the segment / all buyers, as the study itself gives elsewhere (T-3.3-NEW).':
    '分层的购买用户数/全部购买用户数，文中自己也给出过（T-3.3-NEW）。',
  'The same study also gives 51.5 percent; here it is {percentOfBuyers} percent.':
    '同一份研究另给出51.5%；本数据为{percentOfBuyers}%。',
  'One more purchase by each would mean {publishedPercentMorePurchases} percent more purchases; without prices nothing can be said about GMV.':
    '每人多买一次，购买次数增加{publishedPercentMorePurchases}%；没有价格，无法谈GMV。',
  'Purchases / buyers; buyers with two purchases or more / buyers.':
    '购买次数/购买用户数；购买两次及以上的用户数/购买用户数。',
  '{publishedPurchases} purchases by {publishedBuyers} buyers, published elsewhere, give the same mean.':
    '文中另处给出的{publishedBuyers}名购买用户、{publishedPurchases}次购买，得出相同的均值。',
  'Shares of buyers, not of all users.': '是占购买用户的比例，而不是占全部用户。',
  'The published shares add up to {publishedSumOfBuyers} and, because of rounding, {publishedSumOfOrders} percent.':
    '文中各占比合计分别为{publishedSumOfBuyers}%和{publishedSumOfOrders}%（因四舍五入）。',
  'Purchases / buyers of the segment.': '分层的购买次数/购买用户数。',
  'The published shares, multiplied by the published mean of 2.998, give the same to within rounding: {publishedPerBuyer_vip}, {publishedPerBuyer_wake}, {publishedPerBuyer_potential}, {publishedPerBuyer_lost}.':
    '文中占比乘以文中均值2.998，在四舍五入范围内得出相同结果：{publishedPerBuyer_vip}、{publishedPerBuyer_wake}、{publishedPerBuyer_potential}、{publishedPerBuyer_lost}。',
  'Users active n days after they were first seen / all users, including those whose day n is after the window.':
    '首次出现后第n天活跃的用户数/全部用户数，包括第n天已超出窗口的用户。',
  'The curve divides by all users, although day n of users first seen late is outside the window.':
    '曲线以全部用户为分母，而较晚出现的用户，其第n天已在窗口之外、无法观测。',
  'Over users observable on days 6 to 8 it is {percentOfEligible_6}, {percentOfEligible_7} and {percentOfEligible_8} percent.':
    '只计第6–8天可观测的用户，则为{percentOfEligible_6}%、{percentOfEligible_7}%和{percentOfEligible_8}%。',
  'The first day from day 2 onward with higher retention than the day before, on the published curve.':
    '在文中曲线上，自第2天起首个留存率高于前一天的日子。',
  'The published curve itself is lowest on day {publishedLowestDay} and rises every day from day {publishedFirstRise} to day 7.':
    '文中曲线本身在第{publishedLowestDay}天最低，从第{publishedFirstRise}天到第7天每天上升。',
  'No user is observable on day 8.': '没有用户在第8天可观测。',
  'Over users observable that day it is {percentOfEligible_7} percent, and {percentOfEligible_8} percent on day 8; the published figures give {publishedOfEligible_7} and {publishedOfEligible_8}.':
    '只计当天可观测的用户，第7天为{percentOfEligible_7}%，第8天为{percentOfEligible_8}%；由文中数字换算为{publishedOfEligible_7}%和{publishedOfEligible_8}%。',
  'By these figures, day 7 is not a peak but the start of a plateau.':
    '照此看，第7天不是峰值，而是此后保持的水平的起点。',
  'Day 8 is observable only for users first seen on the first day; the study divides by all users.':
    '只有首日出现的用户才能观测到第8天；文中却除以全部用户。',
  'A truncated day would be missing hours, or have fewer of these users than day 7, in a sample by five points or more.':
    '若数据被截断，应缺少某些小时，或这些用户比第7天少；只有部分用户时，须少五个百分点以上。',
  'A day is the peak of all users if, for each other day, more than half of the users who came on just one of the two came on it.':
    '某天是全体用户的峰值，意味着与其他任何一天相比，只在两天之一来访的用户中过半是在这一天来的。',
  'A sample rules a cause out where the 95 percent intervals allow fewer than five points more on the Saturday before than on workdays, and less than a tenth more views and purchases per active user on the Saturday than on the Friday.':
    '只有部分用户时，若95%置信区间表明前一周六比工作日高不到五个百分点，且该周六人均浏览和购买比周五多不到十分之一，即排除该原因。',
  'Nothing is truncated: the last day has events in all {hoursOfLastDay} hours, and {percentOfEligible_8} percent of users observable on day 8 were active ({percentOfEligible_7} percent on day 7).':
    '数据没有截断：末日{hoursOfLastDay}个小时都有事件，第8天可观测的用户中有{percentOfEligible_8}%来访（第7天为{percentOfEligible_7}%）。',
  'The fall is caused by the denominator alone: divided by all users, day 8 cannot exceed {publishedHighestPossible} percent, and the published 70.28 is {publishedOfEligible_8} percent of that.':
    '下降只是分母造成的：除以全部用户，第8天不可能超过{publishedHighestPossible}%，文中的70.28%已是其中的{publishedOfEligible_8}%。',
  'For users first seen on 2017-11-25.': '针对2017-11-25首次出现的用户。',
  'For other users, day 6 is a later date.': '其他用户的第6天对应更晚的日期。',
  'Of the users whose day 6 is within the window, {percentInFirstCohort} percent were first seen on that date ({publishedPercentInFirstCohort} percent in the published cohorts): the curve mixes dates.':
    '第6天在窗口内的用户中，有{percentInFirstCohort}%属于首日（文中同期群为{publishedPercentInFirstCohort}%）：曲线混合了不同日期。',
  'Users by the day of the window on which they were first seen.': '按在窗口内首次出现的日期统计的用户数。',
  'Users by the day of the window on which they were first seen, as shares of all.':
    '按在窗口内首次出现的日期统计的用户，占全部用户的比例。',
  'The published sizes add up to {publishedUsers} users.': '文中各同期群合计{publishedUsers}名用户。',
  "The rates of each cohort are only in the author's notebook; ours are in 09-retention.":
    '各同期群的留存率只在作者的笔记本中；本文的见09-retention。',
  'Users active on a day / all users of the file.': '当日活跃用户数/文件全部用户数。',
  'On that Saturday {percentActive_saturday} percent of all users were active, on Sunday {percentActive_sunday}; the weekend before {percentActive_saturdayBefore} and {percentActive_sundayBefore}, on workdays {percentActive_workdays}.':
    '那个周六有{percentActive_saturday}%的用户活跃，周日{percentActive_sunday}%；前一个周末分别为{percentActive_saturdayBefore}%和{percentActive_sundayBefore}%，工作日为{percentActive_workdays}%。',
  'The events do not record sales, and nine days cannot distinguish a sale from a weekend.':
    '事件中没有大促标记，九天的数据也无法区分大促与周末。',
  'So Saturday alone does not raise it.': '可见仅凭周六不会使其上升。',
  'Nor does it look like a sale: per 100 active users there are {purchasesPer100Active_saturday} purchases, with {viewsPerActiveUser_saturday} page views each; on Friday {purchasesPer100Active_friday} and {viewsPerActiveUser_friday}.':
    '也不像大促：当天每百名活跃用户购买{purchasesPer100Active_saturday}次，人均浏览{viewsPerActiveUser_saturday}页；周五为{purchasesPer100Active_friday}次和{viewsPerActiveUser_friday}页。',
  'Nearly every user in the file is active on its last two days, possibly because of how users were sampled.':
    '几乎所有用户都在最后两天出现，可能与抽样方式有关。',
  'Day 0 is the first day with an event in the window; no field records registration.':
    '第0天是窗口内首次有事件的日期；没有任何字段记录注册。',
  'Days are counted from when a user was first seen within the nine days.':
    '统计的是九天内首次出现以来的天数。',
  'If these were registrations, {publishedPercentFirstSeenOnFirstDay} percent of the published users ({percentFirstSeenOnFirstDay} percent here) would have registered on the first day.':
    '若当作注册，则文中有{publishedPercentFirstSeenOnFirstDay}%的用户（本数据为{percentFirstSeenOnFirstDay}%）是在首日注册的。',
  'Page views by hour of the day, {zone}, all days combined.': '按{zone}时区统计的各小时浏览量，各日合计。',
  'Users mostly browse if fewer views than usual lead to a purchase.':
    '浏览带来的购买少于平时，才算以浏览为主。',
  'In that hour there are {purchasesPer100Views_21} purchases per 100 views, over the whole day {purchasesPer100Views}.':
    '该时段每百次浏览带来{purchasesPer100Views_21}次购买，全天为{purchasesPer100Views}次。',
  'Measured as buyers / users it is {percentBuyers_10} percent.':
    '若按购买用户数/用户数计，则为{percentBuyers_10}%。',
  'Purchases in that hour on all days / users with any event in that hour on any day.':
    '各日该时段的购买次数/任一天该时段有行为的用户数。',
  'Not a share of users: a user can buy more than once.': '并非用户占比：一人可以购买多次。',
  'There are no events in any hour.': '任何时段都没有事件。',
  'Where lines on two axes cross depends on the axes.': '双轴折线的交点取决于坐标轴的设置。',
  'The image is judged by its two peaks: views at 21:00, purchases / users at 10:00.':
    '原图按其两个峰值判定：浏览量在21:00，购买次数/用户数在10:00。',
  'The numbers in the table are not in the text.': '表中的数字未在正文中给出。',
  'Ours are in notebook 10-traffic (traffic.byHour).': '本文的数字见10-traffic（traffic.byHour）。',
  'The original columns should add up to {publishedViews} views and {publishedPurchases} purchases; users do not add up, because a user can be active in several hours.':
    '作者各列合计应为浏览{publishedViews}次、购买{publishedPurchases}次；用户数不能相加，因为一人可在多个时段来访。',
  'Minutes from the first view of an item to its purchase, for purchases in that hour of items viewed before.':
    '从首次浏览商品到购买的分钟数，只计该时段内此前浏览过该商品的购买。',
  'Slower means a median at least a quarter longer.': '“更慢”指中位数长四分之一以上。',
  'Purchases of one user come together, so each user counts once, with the median of all; 95 percent intervals from the order of the values.':
    '同一用户的多次购买并不独立，因此每名用户只取其中位数计一次；95%置信区间由数值的次序得出。',
  'From view to purchase it takes {medianMinutes_21} minutes at 21:00 and {medianMinutes_10} at 10:00; too few users bought then to tell whether that is a quarter longer.':
    '从浏览到购买，21:00需{medianMinutes_21}分钟，10:00需{medianMinutes_10}分钟；这两个时段购买的用户太少，无法判断是否长四分之一。',
  'Purchases per view, which the study infers it from, say nothing about how fast people decide.':
    '文中由每次浏览的购买数推断，而这说明不了决策快慢。',
  'From view to purchase it takes {medianMinutes_21} minutes at 21:00 and {medianMinutes_10} at 10:00.':
    '从浏览到购买，21:00需{medianMinutes_21}分钟，10:00需{medianMinutes_10}分钟。',
  'Per 100 views there are {purchasesPer100Views_21} purchases at 21:00 and {purchasesPer100Views_10} at 10:00, which says nothing about how fast people decide.':
    '每百次浏览中，21:00有{purchasesPer100Views_21}次、10:00有{purchasesPer100Views_10}次带来购买，这说明不了决策快慢。',
  'From the first view to the purchase it takes {medianMinutes_10} minutes at 10:00 and {medianMinutes_21} at 21:00 (medians).':
    '从首次浏览到购买，10:00需{medianMinutes_10}分钟，21:00需{medianMinutes_21}分钟（中位数）。',
  'The two hours do not both have purchases of items viewed before.':
    '两个时段没有都出现此前浏览过商品的购买。',
  'Findings of the study that its strategies cite as reasons, with the verdicts above.':
    '文中策略所依据的结论，按上述判定。',
  'Of the {grounds} findings they rest on, {thatStand} hold and {thatFall} do not; any others this file cannot decide.':
    '所依据的{grounds}条结论中有{thatStand}条成立、{thatFall}条不成立；其余（如有）本文件无法判断。',
  'Of the {grounds} findings they rest on, {thatStand} hold; on the others this file cannot decide.':
    '所依据的{grounds}条结论中有{thatStand}条成立，其余本文件无法判断。',
  'Event counts cannot show whether such a measure works: that requires an experiment.':
    '措施是否有效，靠事件计数无法回答：需要做实验。',
  '{users} users are too few to tell.': '只有{users}名用户，不足以判断。',
};
