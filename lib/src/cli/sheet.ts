/** The sheet of a workbook as it is given on the command line: digits are its number. */
export const sheetGiven = (text: string): string | number => (/^[0-9]+$/.test(text) ? Number(text) : text);
