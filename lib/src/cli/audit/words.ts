/** What `tally audit` says besides tables. */
export const WORDS = {
  poor: { en: 'What to do', zh: '建议' },
  rows: {
    en: (rows: string, customers: string) => `: ${rows} rows, ${customers} customers`,
    zh: (rows: string, customers: string) => `：${rows}行，${customers}名客户`,
  },
} as const;
