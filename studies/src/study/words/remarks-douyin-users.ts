/** Remarks on claims about the preparation of the data and the portrait: English as the checks write it, Chinese. */
export const DOUYIN_USER_REMARKS: Readonly<Record<string, string>> = {
  'The document describes 1,000 users; this table has {usersHere}, which shows what they are like, not whether the document is right.':
    '文中描述的是1,000名用户；本表有{usersHere}名，只能说明这些用户的情况，不能判断文中对错。',
  'Columns of the file that are named in the contract of the user table.': '用户表数据契约所列的字段。',
  'Columns of the file that no analysis uses.': '文件中未被任何分析使用的列。',
  'The import names the unnamed column MyUnknownColumn.': '无名列即导入时被命名为MyUnknownColumn的列。',
  'The rows are published only as an image; comparing them with the file would require their text.':
    '这些行以图片发表，需有文字才能与文件比对。',
  'The loader strips # from the start of every id and requires unique ids.':
    '载入时去掉每个ID开头的#，并要求ID保持唯一。',
  'DECIMAL(10,2) overflows above 99,999,999.99.': 'DECIMAL(10,2)在超过99,999,999.99时才会溢出。',
  'No value overflows: the largest is {largest}.': '没有任何值溢出：最大值为{largest}。',
  'The warnings are about rounding, which changes {valuesRounded} values by less than a cent.':
    '警告来自四舍五入：{valuesRounded}个值的变动不到一分钱。',
  'Largest average order value of a user, in yuan.': '单个用户客单价的最大值，单位：元。',
  'Nulls, empty strings and strings that mean missing, in all columns and rows.':
    '所有行、列中的空值、空文本和表示缺失的占位词。',
  'Rows equal in every column, including the id; the first of each is not counted.':
    '包括ID在内所有列都相同的行；每组的第一行不计。',
  'The analysis plan, published as an image, corresponds to notebooks 01-cleaning to 06-actions.':
    '分析思路图对应从01-cleaning到06-actions的各篇notebook。',
  'Bands of completed years: under 20, 20-29, 30-39, 40-49, 50 and over.':
    '按周岁分段：20岁以下、20–29岁、30–39岁、40–49岁、50岁及以上。',
  'Users aged 50 and over compared with each other band; that band extends to the oldest user, the others span ten years.':
    '50岁及以上与其他各年龄段相比；该段一直延伸到最年长的用户，其他各段跨度为十年。',
  'Users aged 40 and over / all users.': '40岁及以上用户数/全部用户数。',
  'Each answer is a separate group; the study counts everyone not Female as male.':
    '每种回答各成一组；文中把所有非女性都算作男性。',
  'The table is an image; it is judged by what the text says about it.': '原表为图片，按正文对它的描述判定。',
  'Nobody gave a third answer.': '没有人给出第三种回答。',
  'The study counts every other answer as male; here other answers are a separate group.':
    '文中把其他回答并入男性；此处单列。',
  'Balanced: at most {limit} percentage points apart.': '均衡：相差不超过{limit}个百分点。',
  'Balanced: at most {limit} percentage points between the largest and the smallest.':
    '均衡：最大与最小之间相差不超过{limit}个百分点。',
  'Users of a region / all users; section 4.5.1 quotes the figures in its text.':
    '地区用户数/全部用户数；4.5.1节正文引用了该图。',
  'Published only as an image; checking it would require its numbers.':
    '仅以图片发表，需有其中的数字才能检验。',
  'Income in yuan; the median is the mean of the two middle values.':
    '收入水平，单位：元；中位数取中间两个值的均值。',
  'Minutes on the site per user; section 4.5.1 gives regional means of about 300.':
    '人均在站分钟数；4.5.1节正文给出的各地区均值约为300。',
  'Bands of minutes: under 200, 200 to 400, over 400.': '按分钟分段：200以下、200–400、400以上。',
  'Mean pages viewed by interest.': '各兴趣用户的人均浏览页数。',
  'Means per user by interest; the image is judged by the interest that the text puts first.':
    '各兴趣用户的人均值；原图按正文所称居首的兴趣判定。',
  "Mean total spending by interest; Welch's ANOVA over the five interests.":
    '各兴趣用户的人均总消费；对五种兴趣做Welch方差分析。',
  'Long and many: above the mean of all users.': '停留长、浏览多：高于全体用户的均值。',
  "Differences between interests by Welch's ANOVA.": '兴趣之间的差异用Welch方差分析检验。',
  'Both are above the mean, but the differences between interests are not significant: p = {pMinutes} for minutes, p = {pPages} for pages.':
    '两者都高于均值，但各兴趣之间的差异未超出随机波动：在站时长p = {pMinutes}，浏览页数p = {pPages}。',
  'Low spending and many pages: below and above the mean of all users.':
    '消费低、浏览多：分别低于和高于全体用户的均值。',
  'Travel ranks {rankByPages} of the interests by pages, and the differences in pages are not significant (p = {pPages}): no sign of potential.':
    '按浏览页数，旅行在各兴趣中排第{rankByPages}，而各兴趣的浏览页数差异未超出随机波动（p = {pPages}）：看不出有转化空间。',
};
