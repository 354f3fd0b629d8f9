/** Remarks on claims about the file, categories and the funnel: English as the checks write it, Chinese. */
export const TAOBAO_FUNNEL_REMARKS: Readonly<Record<string, string>> = {
  'Lines of the file, before any are set aside.': '文件行数，未做任何隔离。',
  'This file is a sample of {rows} rows.': '本文件只是其中一部分，共{rows}行。',
  "The author's counts by behavior add up to {publishedByBehavior}, which is {publishedLeftOut} fewer ({percentLeftOut} percent).":
    '作者按行为统计的合计为{publishedByBehavior}，少{publishedLeftOut}（{percentLeftOut}%）。',
  'In this file {percentOutsideTheWindow} percent of the rows are outside the window.':
    '本文件中有{percentOutsideTheWindow}%的行在时间窗口之外。',
  'Some days have no events.': '有些日期没有事件。',
  'The rows outside may be those of a few users.': '窗口外的行可能只来自少数用户。',
  'Days in {zone} with events, after rows outside the window are set aside.':
    '隔离窗口外的行之后，按{zone}时区有事件的日期。',
  'The raw file covers more: {rowsOutside} rows ({percentOutside} percent) are outside these days.':
    '原始文件的范围更大：有{rowsOutside}行（{percentOutside}%）不在这些日期内。',
  'Not all behaviors occur.': '并非每种行为都出现。',
  'Columns required by the event contract, and the behaviors that occur.':
    '事件数据契约要求的列，以及出现的行为。',
  'A sample confirms them if fewer than 1 percent of all users may do anything else.':
    '只有部分用户时，须能断定全体用户中有其他行为者不到1%，才算证实。',
  'How the author read the file cannot be seen from the data.': '作者如何读取文件，在数据中没有痕迹。',
  'The {pieces} pieces are not needed here: loadEvents reads the file in one scan, spilling to disk.':
    '文中分{pieces}块读取，此处不需要：loadEvents一次扫描读完，内存不足时写入磁盘。',
  '`npm run bench:events` measures it.': '耗时可用`npm run bench:events`测量。',
  'How the author filled the database cannot be seen from the data.':
    '作者如何写入数据库，在数据中没有痕迹。',
  'Tally uses no index: rollups by user, category and hour replace it (loadEvents).':
    '此处不建索引，而是按用户、品类和小时预先汇总（loadEvents）。',
  'Implemented differently: times stay epoch seconds, and days and hours are derived from them in SQL, in {timeZone}, once for all metrics (loadEvents).':
    '做法相反：时间保留为Unix秒，日期和小时按{timeZone}时区在SQL中一次换算，供所有指标使用（loadEvents）。',
  'A date stored without its zone could not be corrected later.': '若录入日期时没有时区，事后无法更正。',
  'Events within the window.': '窗口内的事件。',
  'Events of a behavior / all events in the window, compared with the same share of the published counts.':
    '某行为的事件数/窗口内全部事件数，与文中计数的同一占比对照。',
  'The published counts add up to {publishedEvents}.': '文中计数合计为{publishedEvents}。',
  'Smallest number of categories that account for 80 percent of purchases, largest first.':
    '由大到小累计，达到购买次数80%所需的最少品类数。',
  'Here {needed} of {withPurchase} categories with a purchase account for 80 percent.':
    '本数据中，有购买的{withPurchase}个品类里，{needed}个占到80%。',
  'More users bring more categories: in the full file the number is larger and the share smaller, but a sample cannot show by how much (categories.bySize).':
    '用户越多，出现的品类越多：全量数据中品类数更大、占比更小，具体差多少，部分数据无从得知（categories.bySize）。',
  'Leading categories / categories with at least one purchase.': '头部品类数/至少有一次购买的品类数。',
  'If 689 are 9.7 percent, there are about {categoriesPublished} categories.':
    '689个占9.7%，意味着共约{categoriesPublished}个品类。',
  'Here it is {percentOfThoseWithPurchase} percent of categories with a purchase, or {percentOfAllSeen} percent of all categories seen; the study does not say which it means.':
    '本数据中，占有购买的品类{percentOfThoseWithPurchase}%，占全部出现过的品类{percentOfAllSeen}%；文中没有说明是哪一种。',
  'The remainder of the other two figures.': '另外两个数字的余数。',
  'It restates the 9.7 and 80 percent, which are about purchases: events have no price, so they say nothing about transaction value.':
    '只是把9.7%和80%换个说法，而且说的是购买次数：事件没有价格，无法谈交易额。',
  'Fields with an amount of money or a quantity.': '含金额或件数的字段。',
  'The concentration is one of rows with behavior buy.': '集中的是购买行为的行数。',
  'No field is a price.': '没有任何字段是价格。',
  'Categories by purchases, then by id.': '品类按购买次数排序，相同时按编号。',
  'The table itself is not in the text.': '作者的表未在正文中给出。',
  'Here the top {categories} of {withPurchase} categories with a purchase have {percentOfTop20} percent of purchases, the largest {percentOfLargest} percent (categories.top).':
    '本数据中，有购买的{withPurchase}个品类里，前{categories}个占购买次数的{percentOfTop20}%，最大的占{percentOfLargest}%（categories.top）。',
  'A sample of users gives a different order.': '部分用户得出的排序会不同。',
  'The image is judged by its line: the smallest number of categories that account for 80 percent of purchases.':
    '原图按其分界线判定：达到购买次数80%所需的最少品类数。',
  'Notebook 07-concentration plots the ranks on two logarithmic axes, with its own cut.':
    '07-concentration用双对数坐标画出位次，并标出自己的分界。',
  'Page views / users with a page view, over nine days.': '九天内的浏览量/有浏览的用户数。',
  'The published counts give {publishedPerViewer}; over all users in the cohorts {publishedPerUser}.':
    '由文中计数得出{publishedPerViewer}；按同期群全部用户计为{publishedPerUser}。',
  'Page views / users with a page view / 9 days, active or not.':
    '浏览量/有浏览的用户数/9天，无论用户当天是否来过。',
  'A user is active on {activeDays} of the days and views {viewsPerActiveDay} pages on each.':
    '用户平均有{activeDays}天来访，来访当天浏览{viewsPerActiveDay}个页面。',
  'Buyers with a page view / users with a page view.': '有浏览的购买用户数/有浏览的用户数。',
  'The published counts give {publishedPercent} percent; over all users in the cohorts {publishedPercentOfAllUsers} percent.':
    '由文中计数得出{publishedPercent}%；按同期群全部用户计为{publishedPercentOfAllUsers}%。',
  'Users with a cart or favorite who did not buy / users with a cart or favorite.':
    '有加购或收藏但未购买的用户数/有加购或收藏的用户数。',
  'The study subtracts all buyers from the interested users (difference {publishedDifference}, of 859,275), as if every buyer had a cart or favorite.':
    '文中用感兴趣用户减去全部购买用户（859,275人中的{publishedDifference}人），等于假定每个购买用户都感兴趣过。',
  'Of {buyers} buyers {buyersNotInterested} had neither, so {interestedNotBuying} of {interested} interested users did not buy: {percentLost} percent.':
    '{buyers}名购买用户中有{buyersNotInterested}人既无加购也无收藏，因此{interested}名感兴趣用户中有{interestedNotBuying}人未购买，占{percentLost}%。',
  'With the subtraction used in the study it would be {percentBySubtraction} percent.':
    '若照文中相减，则为{percentBySubtraction}%。',
  'Of {buyers} buyers {buyersNotInterested} had neither cart nor favorite.':
    '{buyers}名购买用户中有{buyersNotInterested}人既无加购也无收藏。',
  'Users with a cart or favorite who did not buy.': '有加购或收藏但未购买的用户。',
  'The published number as a share of the published interested users, compared with the share here who did not buy.':
    '文中人数占文中感兴趣用户的比例，与本数据中感兴趣而未购买的占比对照。',
  '{publishedDifference} is interested users minus all buyers; here {buyersNotInterested} of {buyers} buyers had neither cart nor favorite.':
    '{publishedDifference}是感兴趣用户减去全部购买用户，而本数据的{buyers}名购买用户中有{buyersNotInterested}人从未感兴趣。',
  'About {lostOfPublishedInterested} of the published interested users did not buy.':
    '文中的感兴趣用户里约有{lostOfPublishedInterested}人未购买。',
  'Users with a view; with a cart or favorite; with a purchase; each counted separately.':
    '有浏览、有加购或收藏、有购买的用户，各自独立计数。',
  'Users with a view; with a cart or favorite; with a purchase; each counted separately, as shares of all users of the file or of the cohorts.':
    '有浏览、有加购或收藏、有购买的用户，各自独立计数，分别占文件全部用户或同期群全部用户的比例。',
  'Three separate counts, not steps: {purchaseWithoutInterest} bought without a cart or favorite, {purchaseWithoutView} without a view.':
    '这是三个并列的计数，而不是步骤：{purchaseWithoutInterest}人没有加购或收藏就购买，{purchaseWithoutView}人没有浏览就购买。',
  'The published counts are {publishedPercentInterested} and {publishedPercentBought} percent of the viewers.':
    '文中计数分别占浏览用户的{publishedPercentInterested}%和{publishedPercentBought}%。',
  'Users with such an event.': '有该行为的用户。',
  'Users with such an event, as shares of all users of the file or of the cohorts.':
    '有该行为的用户，占文件全部用户或同期群全部用户的比例。',
  'The three published counts are consistent: {publishedBoth} users have both a cart and a favorite.':
    '文中三个计数相互吻合：{publishedBoth}名用户既有加购又有收藏。',
};
