/** What a number format makes of a number. */
export type Shown =
  | { readonly as: 'number' }
  /** A day, without or with a time of day, or a time of day alone. */
  | { readonly as: 'date' | 'time' | 'both' }
  /** Hours beyond 24. */
  | { readonly as: 'duration' }
  | { readonly as: 'money'; readonly sign: string };

const NUMBER: Shown = { as: 'number' };

/** Formats that files mention by number only; those of East Asian spreadsheets are the same in all of them. */
function builtIn(id: number): Shown {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id >= 57) {
    return id > 58 ? NUMBER : { as: 'date' };
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return { as: 'time' };
  if (id === 55 || id === 56) return { as: 'time' };
  if (id === 22) return { as: 'both' };
  return id === 46 ? { as: 'duration' } : NUMBER;
}

/** What a cell's number format shows, from its code or else its number. */
export function shownAs(id: number, code: string | undefined): Shown {
  if (code === undefined) return builtIn(id);
  // Negative numbers, zero and texts have sections of their own.
  const [section = ''] = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const letters = section.replace(/"[^"]*"|\\.|_.|\*./gs, '').replace(/general|am\/pm|a\/p/gi, '');
  if (/\[(h+|m+|s+)\]/i.test(letters)) return { as: 'duration' };
  const bare = letters
    .replace(/\[[^\]]*\]/g, '')
    .replace(/E[+-]/g, '')
    .toLowerCase();
  const [day, clock] = [/[ydeb]/.test(bare) || /^[^hs]*m[^hs]*$/.test(bare), /[hs]/.test(bare)];
  if (day || clock) return { as: day && clock ? 'both' : day ? 'date' : 'time' };
  const sign = signIn(section);
  return sign === undefined ? NUMBER : { as: 'money', sign };
}

/** The currency that a format writes beside the number. */
function signIn(section: string): string | undefined {
  const [, bracketed] = /\[\$([^\]-]+)(?:-[^\]]*)?\]/.exec(section) ?? [];
  if (bracketed !== undefined) return bracketed.trim();
  const plain = section.replace(/\[[^\]]*\]/g, '').replace(/_./gs, '');
  const quoted = [...plain.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text.trim());
  return quoted.find((text) => /^(\p{Sc}|[A-Z]{1,3}\$?|元)$/u.test(text)) ?? /[\p{Sc}￥]/u.exec(plain)?.[0];
}
