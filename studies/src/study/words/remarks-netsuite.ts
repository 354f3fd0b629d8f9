/** Remarks on claims about the audited segmentation: English as the checks write it, Chinese. */
export const NETSUITE_REMARKS: Readonly<Record<string, string>> = {
  'The fixed band measures the spread of a segment: {expected} of the {rows} rows would lie beyond it if retention were normal in every segment.':
    '固定偏差衡量的是分段自身的离散程度：即使各段留存率均为正态分布，{rows}行中也预期有{expected}行超出。',
  'Predicted retention further from the mean of its segment than the threshold, in percentage points.':
    '预测留存率与所在分段均值之差超过该标准（百分点）。',
  'Implemented by auditSegmentation.': '由auditSegmentation实现。',
  'Mean predicted retention of the rows of the segment.': '该分段各行预测留存率的均值。',
  'Rows of the table beyond the band, counted as customers.': '将超出偏差标准的行数当作客户数。',
  'The count is of rows: {rows} rows are {customers} customers.':
    '统计的是行数：{rows}行实为{customers}位客户。',
  'The table has {rows} such rows of {customers} customers.':
    '该表中此类行为{rows}行，属于{customers}位客户。',
  'Published only as an image; checking it would require its points.':
    '仅以图片发表，核对需要图中各点的数据。',
  'Rank correlation of transactions and transactions a month among anomalies.':
    '异常行中总交易次数与月均交易次数的秩相关系数。',
  'Correlations among anomalies.': '异常行中的相关系数。',
  'Not clearly linear: a line explains less than half of the variance.':
    '“没有清晰的线性关系”指直线解释的方差不足一半。',
  'A straight line explains {percentExplained} percent of the variance among anomalies (r = {pearson}); among all rows r = {pearson_all}.':
    '在异常行中，直线解释了{percentExplained}%的方差（r = {pearson}）；在全部行中r = {pearson_all}。',
  'The table has no date of any transaction: a pause and a return cannot be seen.':
    '表中没有任何交易日期，无法看出休眠与回归。',
  'It would require dated orders.': '核对需要带日期的订单。',
  'Median volatility of the anomalies of a segment.': '各分段异常行波动性的中位数。',
  'Anomalies of the segment, and their median volatility.': '该分段的异常行数及其波动性中位数。',
  'Premium has {rows_premium} anomalies and Growing {rows_growing}: without any in both, nothing can be said of them.':
    'Premium有{rows_premium}行异常，Growing有{rows_growing}行：若缺少任一方，便无从谈起其异常客户。',
  'Anomalies of High Value and Premium, and those among them with a volatility of 0.5 or more.':
    'High Value与Premium的异常行数，及其中波动性不低于0.5的行数。',
  'None of the {rows} anomalies there is volatile, as customers of a few large orders would be.':
    '其中{rows}行异常无一具有高波动性，而仅有少数大额订单的客户应当如此。',
  'With it, the segments explain {percentAfter} percent of the variance in place of {percentBefore}; with it shuffled, {percentShuffled}.':
    '加入该标签后，解释的方差由{percentBefore}%变为{percentAfter}%；打乱标签后为{percentShuffled}%。',
  'The squared error in cross-validation changes by {change} percent.': '交叉验证的均方误差变化{change}%。',
  'Implemented as a label of auditSegmentation, with cuts of ours: the document states none.':
    '作为auditSegmentation的标签实现；文中未给出切分标准，采用我们的标准。',
  'Share of Q4 in the transactions of the anomalies of a segment, in percent.':
    '各分段异常行的交易中第四季度的占比。',
  'Segments in which Q4 has 40 percent of the transactions of the anomalies or more; nearly every: all but one.':
    '异常行交易中第四季度占比不低于40%的分段数；“几乎所有”指至多一个例外。',
  'It holds in {concentrated} of the {withAnomalies} segments that have anomalies.':
    '在{withAnomalies}个有异常行的分段中，仅{concentrated}个成立。',
  'Of the transactions of anomalies {percent} percent are in Q4, of all {percentBase}.':
    '异常行的交易有{percent}%在第四季度，全部行为{percentBase}%。',
  'Share of Q4 in the transactions of the anomalies of a segment.': '各分段异常行的交易中第四季度的占比。',
  'In High Value it is {percent_high_value} percent, in Premium {percent_premium}; by segment it goes from {percentSmallest} to {percentLargest}.':
    'High Value为{percent_high_value}%，Premium为{percent_premium}；各分段在{percentSmallest}%至{percentLargest}%之间。',
  'Rank correlation of score and revenue among anomalies, with its interval.':
    '异常行中得分与收入的秩相关系数及其区间。',
  'Mismatched: below 0.5.': '“错配”指低于0.5。',
  'Score and revenue of anomalies agree: the rank correlation is {spearman} ({low} to {high}), among all rows {spearman_all}.':
    '异常行的得分与收入一致：秩相关系数为{spearman}（{low}至{high}），全部行为{spearman_all}。',
  'Anomalies with a high score and a low revenue, at our cuts, with the score on the vertical axis: the axes of the image are not known.':
    '按我们的标准得分高而收入低的异常行，并以纵轴为得分；原图的坐标轴不详。',
  'So read, {rows} anomalies are there, {percent} percent of them; of the others {percentOthers}.':
    '据此，该区域有{rows}行异常，占异常行的{percent}%；其他行中占{percentOthers}%。',
  'No anomaly is there.': '该区域没有异常行。',
  'Of all four quadrants: {realized} anomalies are high in both, {lowInBoth} low in both, {potential} are overrated and {underRecognized} underrated.':
    '四个象限中：双高{realized}行，双低{lowInBoth}行，价值虚高{potential}行，价值被低估{underRecognized}行。',
  'Implemented as quadrants of auditSegmentation, with cuts of ours.':
    '作为auditSegmentation的象限实现，采用我们的标准。',
  'Share of the variance of retention between segments, and proposed labels that lower the error in cross-validation beyond chance.':
    '分段间方差占留存率方差的比例，以及能超出随机水平地降低交叉验证误差的建议标签数。',
  'Segments explain {percent} percent of the variance, but {helping} of the {labels} proposed dimensions help: the smallest q is {smallestQ}.':
    '分段解释了{percent}%的方差，但{labels}个建议的维度中有用的为{helping}个：最小q值为{smallestQ}。',
};
