/** Remarks on claims about spending and segments: English as the checks write it, Chinese. */
export const DOUYIN_SEGMENT_REMARKS: Readonly<Record<string, string>> = {
  'Mean over users of their average order values, each user counted once.':
    '对用户各自的客单价求均值：每名用户只计一次。',
  'Spending / orders is a different number.': '总消费/总订单数是另一个数字。',
  'The average order is {spendingPerOrder} yuan; the median user averages {median}.':
    '每单实际带来{spendingPerOrder}元，中位数用户为{median}元。',
  'Average value of a purchase: total spending / total purchases.': '单笔平均金额：总消费/总购买次数。',
  'The three figures are inconsistent: {purchases} purchases at {meanOfUsers} would be {purchasesTimesMeanOfUsers}.':
    '三个数字对不上：{purchases}次购买，每次{meanOfUsers}元，应为{purchasesTimesMeanOfUsers}元。',
  "The mean of users' averages is not the average value of a purchase.": '用户客单价的均值并不等于单笔金额。',
  'A few users raise the mean if it exceeds the median by a factor of {factor} or more.':
    '均值达到中位数的{factor}倍及以上，才算被少数人拉高。',
  'The range is wide, but mean spending, {meanSpending}, is close to the median, {medianSpending}; for purchases the two are {meanPurchases} and {medianPurchases}.':
    '极差虽大，但人均消费{meanSpending}元与中位数{medianSpending}元接近；购买次数分别为{meanPurchases}和{medianPurchases}。',
  'The top fifth accounts for {percentOfSpendingByTop20Percent} percent of spending.':
    '前20%的用户占消费的{percentOfSpendingByTop20Percent}%。',
  'Total spending per user, in yuan.': '每名用户的总消费，单位：元。',
  'Bands of purchases: under 5, 5-10, 11-15, over 15; the image is judged by the figures quoted in the text.':
    '按购买次数分段：5次以下、5–10次、11–15次、15次以上；原图按正文引用的数字判定。',
  'Users with 1 to 10 purchases / all users.': '购买1–10次的用户数/全部用户数。',
  'Users with more than 15 purchases; a high-value core would spend more than the others.':
    '购买15次以上的用户；若是高价值核心，消费应高于其他用户。',
  'They are few, but not a high-value core: they spend {meanSpending} on average, the others {meanSpendingOfOthers}, and bring in {percentOfRevenue} percent of revenue.':
    '人数确实少，但并非价值核心：人均消费{meanSpending}元，其他用户为{meanSpendingOfOthers}元，只贡献营收的{percentOfRevenue}%。',
  'Bands of average order value in yuan; the image is judged by the figures quoted in the text.':
    '按客单价（元）分段；原图按正文引用的数字判定。',
  'Users with an average order value below 500 yuan / all users.': '客单价低于500元的用户数/全部用户数。',
  'Users with an average order value of 1,000 yuan or more / all users.':
    '客单价1,000元及以上的用户数/全部用户数。',
  'Bands of total spending in yuan; the image is judged by the figures quoted in the text.':
    '按总消费（元）分段；原图按正文引用的数字判定。',
  'Users who spend from 1,000 to under 3,000 yuan / all users; nearly half: at most 2.5 points below 50.':
    '消费1,000元至3,000元（不含）的用户数/全部用户数；接近一半：低于50%，且相差不超过2.5个百分点。',
  'Users who spend 5,000 yuan or more / all users.': '消费5,000元及以上的用户数/全部用户数。',
  'The three bands are findings of notebook 02-portrait.': '三种分段的结论见02-portrait。',
  'Actions for high-value and low-value users are in the catalog by segment (SEGMENT_ACTIONS), notebook 06-actions.':
    '对高、低价值用户的措施见06-actions的分层动作清单（SEGMENT_ACTIONS）。',
  'Both sets of names are kept (douyin.INTRO_NAMES, douyin.SEGMENTS); {namedOtherwiseInTheQuery} of {names} differ.':
    '两套名称均予保留（douyin.INTRO_NAMES、douyin.SEGMENTS），{names}个中有{namedOtherwiseInTheQuery}个不同。',
  'The figures use the names in the query.': '数字以查询中的名称为准。',
  'Recency is that of the last login, not of a purchase: the file has no purchase dates.':
    'R指最近一次登录，而非最近一次购买：文件中没有购买日期。',
  'The function rfm finds these columns by their roles in the contract.':
    '见函数rfm：按数据约定赋予的角色读取这些列。',
  'NTILE splits equal values, so the tie policy is part of the definition.':
    'NTILE会把相同的值拆到不同组，因此并列处理方式也是口径的一部分。',
  'The function rfm: 5 bins by NTILE, high from 4, eight segments.':
    '见函数rfm：NTILE分5档，4分及以上为高，共八个分层。',
  'NTILE(5) with ties broken as in MySQL: each window starts from the order left by the previous one.':
    'NTILE(5)，并列值按MySQL的方式处理：每个窗口沿用上一个窗口留下的顺序。',
  'With ties broken by id, key value has {keyValue_key} users and lost {lost_key}; if equal values get equal scores, {keyValue_mean} and {lost_mean}.':
    '并列值按编号处理时，重要价值客户{keyValue_key}人，流失客户{lost_key}人；同值同分时分别为{keyValue_mean}人和{lost_mean}人。',
  'Scores of recency, frequency and monetary value.': 'R、F、M评分。',
  'The rows are published only as an image; comparing them would require their text.':
    '这些行以图片发表，需有文字才能比对。',
  "Mean over the segment's users; published: the unweighted mean of the means of all combinations of gender, region, interest and category.":
    '分层内用户的均值；文中算法为：先按性别、地区、兴趣、品类的各种组合求均值，再不加权平均。',
  'The image is judged by the numbers quoted in the text.': '原图按正文引用的数字判定。',
  'Days since the last login.': '距上次登录的天数。',
  'Subscription rate compared with that of all users.': '订阅率与全体用户相比。',
  'Of its users {percent} percent subscribe, of all users {percentOverall} percent, so its rate is not lower.':
    '该分层的订阅率为{percent}%，全体为{percentOverall}%：并不更低。',
  'By the mean of group means it is not lower either ({percentPublishedWay} against {percentOverallPublishedWay}).':
    '对组均值再求平均也不偏低（{percentPublishedWay}%对{percentOverallPublishedWay}%）。',
  'It is lower only by the mean of group means ({percentPublishedWay} against {percentOverallPublishedWay}).':
    '只有对组均值再求平均时才偏低（{percentPublishedWay}%对{percentOverallPublishedWay}%）。',
  'Days since the last login; active users would have logged in more recently than the average user.':
    '距上次登录的天数；活跃用户的登录时间应近于全体均值。',
  'With a last login {days} days ago on average (all users: {daysOfAll}), they are not very active: they used to buy often, {purchases} times, but have stopped visiting.':
    '{days}天未登录谈不上高活跃（全体为{daysOfAll}天）：他们过去买得多，平均{purchases}次，如今已不来了。',
  'The most frequent value of each attribute in the segment, with its share; the study takes all values from the single most frequent combination.':
    '分层内每个属性最多的取值及其占比；文中则全部取自人数最多的那一种组合。',
  'The largest groups are {gender} ({genderPercent} percent) and {location} ({locationPercent} percent).':
    '其中以{gender}（{genderPercent}%）和{location}（{locationPercent}%）居多。',
  'The published combination describes {cellUsers} users, {cellPercent} percent.':
    '文中的组合只有{cellUsers}名用户，占{cellPercent}%。',
  'The most common category among General new users is {generalNew_category}; most Key win-back users are {keyWinBack_gender} ({keyWinBack_genderPercent} percent), most Potential users {potential_gender} ({potential_genderPercent} percent).':
    '一般新客户最偏好{generalNew_category}；重要唤回客户以{keyWinBack_gender}居多（{keyWinBack_genderPercent}%），潜力客户以{potential_gender}居多（{potential_genderPercent}%）。',
  'Personas are generated from the data by rule (personas), notebook 03-rfm.':
    '画像由数据按规则生成（personas），见03-rfm。',
  'Nobody is in {segment}; the claim cannot be tested.': '{segment}中没有用户，无法判断。',
};
