/** Terms used only in figures. */
export const CHARTS = {
  noData: ['No data', '无数据'],
  cumulativeShare: ['Cumulative share', '累计占比'],
  monday: ['Mon', '周一'],
  tuesday: ['Tue', '周二'],
  wednesday: ['Wed', '周三'],
  thursday: ['Thu', '周四'],
  friday: ['Fri', '周五'],
  saturday: ['Sat', '周六'],
  sunday: ['Sun', '周日'],
} as const;
