import { expect, it } from 'vitest';
import { SAMPLES } from './marks/samples.js';

const ALT: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  'bar-hint': [
    'Bar chart: Users by segment; largest General win-back with 20.6%, smallest Key value with 5.8%.',
    '条形图：各分层用户数；最大为一般挽留客户（20.6%），最小为重要价值客户（5.8%）。',
  ],
  'bar-of-columns': [
    "Bar chart: Value of an order, three ways; Mean of users' averages ¥838.02, Spending / orders ¥341.22, Median user ¥347.80.",
    '条形图：客单价的三种算法；用户客单价均值为¥838.02，总消费／总次数为¥341.22，用户中位数为¥347.80。',
  ],
  'bar-group-of-columns': [
    'Grouped bar chart: Buyers and orders by segment; 4 groups of 2; largest VIP, Orders with 54.4%; Error bars: 95% interval.',
    '分组条形图：各分层的买家与订单占比；4组，各分2项；最大为核心VIP的订单数，54.4%；误差线：95%置信区间。',
  ],
  'bar-dual': [
    'Bar and line chart: Traffic and conversion by hour; Page views highest at 19 with 1,790,000; Buyers / users highest at 10 with 22.0%.',
    '柱线图：各时段流量与转化；浏览量在19最高，为1,790,000；购买用户占比在10最高，为22.0%。',
  ],
  'bar-pareto': [
    'Pareto chart: Purchases of the 20 largest categories; largest 1464116 with 34,000; the first 20 of 20 reach 40.0%.',
    '帕累托图：购买量前20的品类；最大的是1464116，34,000；20项中的前20项合计占40.0%。',
  ],
  'heatmap-cohorts': [
    'Heat map: Retention by first day seen; highest 2017-11-25, 0 with 100.0%, lowest 2017-11-27, 1 with 66.7%; 6 empty cells.',
    '热力图：按首次出现日期的留存率；最高为2017-11-25、0（100.0%），最低为2017-11-27、1（66.7%）；6格为空。',
  ],
  funnel: [
    'Funnel: From view to purchase; Viewed 984,105, Put in cart or favorites 859,275 (87.3% of the first), Bought 672,404 (68.3% of the first); Shares: of the first step; of the step before.',
    '漏斗图：从浏览到购买；浏览984,105，加购或收藏859,275（占第一步87.3%），购买672,404（占第一步68.3%）；百分比：占第一步；占上一步。',
  ],
  line: [
    'Line chart: Users seen again; from 100.0% at 0 to 86.1% at 7, highest 100.0% at 0; Band: 95% interval.',
    '折线图：用户留存；从0的100.0%到7的86.1%，0最高，为100.0%；阴影：95%置信区间。',
  ],
  lorenz: [
    'Lorenz curve: Lorenz curve of spending (Gini 0.34); top 20% of users: 34.6%.',
    '洛伦兹曲线：消费的洛伦兹曲线（基尼系数0.34）；前20%的用户占34.6%。',
  ],
  ranks: [
    'Line chart: Purchases by place of the category; from 37 at 1 to 1 at 757, highest 37 at 1; the first 200 hold 80%.',
    '折线图：各位次品类的购买量；从1的37到757的1，1最高，为37；前200个占80%。',
  ],
  range: [
    'Range chart: Segment sizes over random orders; widest General win-back 195–217, narrowest Key value 54–62.',
    '区间图：随机排序下各层人数；跨度最大为一般挽留客户 195–217，最小为重要价值客户 54–62。',
  ],
  means: [
    'Dot chart: Mean spending by interest; highest Technology with ¥3,164, lowest Travel with ¥2,390; all users ¥2,437; Error bars: 95% interval.',
    '点图：各兴趣的平均消费；最高为科技（¥3,164），最低为旅行（¥2,390）；总体¥2,437；误差线：95%置信区间。',
  ],
  'heatmap-week': [
    'Heat map: Page views by hour and weekday (Asia/Shanghai); highest Sat, 19:00 with 2,210,000, lowest Mon, 07:00 with 100,000; 24 empty cells.',
    '热力图：各星期各小时的浏览量（Asia/Shanghai）；最高为周六、19:00（2,210,000），最低为周一、07:00（100,000）；24格为空。',
  ],
  'line-with-legend': [
    'Line chart: Orders by quarter; 8 lines; highest General win-back with 237 at Q4, lowest Key value with 58 at Q1.',
    '折线图：各季度订单；8条线；最高为一般挽留客户在Q4的237，最低为重要价值客户在Q1的58。',
  ],
  'scatter-quadrants': [
    'Scatter plot: Every customer; 145 points, 32 marked: More than 15 points from the mean; Customer score from 1 to 99; Revenue from ¥53 to ¥1,342; Under-recognized value: 5 (0 marked); Realized value: 54 (13 marked); Low value: 79 (16 marked); Potential value: 7 (3 marked); Points at the same place are side by side; without a value and not shown: 5.',
    '散点图：每位客户；145个点，标出32个：偏离均值超过15个百分点；客户得分从1到99；营收从¥53到¥1,342；被低估价值：5（标出0）；已实现价值：54（标出13）；低价值：79（标出16）；潜在价值：7（标出3）；位置相同的点并排显示；缺少取值而未显示：5行。',
  ],
  strip: [
    'Strip plot: Every customer; 150 points, 33 marked: More than 15 points from the mean; Growing: 50 (0 marked), from 37.0% to 52.0%; Standard: 50 (33 marked), from 16.0% to 94.0%; Premium: 50 (0 marked), from 51.0% to 81.0%; Band: mean ± 15 points.',
    '分组散点图：每位客户；150个点，标出33个：偏离均值超过15个百分点；成长：50（标出0），从37.0%到52.0%；标准：50（标出33），从16.0%到94.0%；高端：50（标出0），从51.0%到81.0%；阴影：均值±15个百分点。',
  ],
  'bar-counts': [
    'Bar chart: Users by segment; largest General win-back with 206, smallest Key value with 58.',
    '条形图：各分层用户数；最大为一般挽留客户（206），最小为重要价值客户（58）。',
  ],
  'bar-stack': [
    'Stacked bar chart: Segments within each region; 8 groups of 3; largest Key win-back, Rural with 111.',
    '堆叠条形图：各地区的分层构成；8组，各分3项；最大为重要挽留客户的农村，111。',
  ],
  'bar-share': [
    'Stacked bar chart of shares: Segments within each region; 3 groups of 8; largest Rural, Key win-back with 111.',
    '百分比堆叠条形图：各地区的分层构成；3组，各分8项；最大为农村的重要挽留客户，111。',
  ],
  box: [
    'Box plot: Income by region; highest median Urban with ¥61,000, lowest Rural with ¥20,700; Box: middle half and median; whiskers: smallest and largest value.',
    '箱线图：各地区收入；中位数最高为城市（¥61,000），最低为农村（¥20,700）；箱体：四分位区间与中位数；须线：最小值与最大值。',
  ],
  ring: [
    'Donut chart: Users by segment; largest General win-back with 206 of 1,000 users (20.6%).',
    '环形图：各分层用户数；最大的是一般挽留客户，用户数1,000中占206（20.6%）。',
  ],
};

it.each(Object.entries(ALT))('the alternative text of %s is written from the data', (sample, [en, zh]) => {
  expect(SAMPLES[sample]?.('en').alt).toBe(en);
  expect(SAMPLES[sample]?.('zh').alt).toBe(zh);
});
