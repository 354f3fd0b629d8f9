import { describe, expect, it } from 'vitest';
import { heading } from '../../../lib/src/core/heading.js';

const days = { en: 'days', zh: '天' };

describe('a heading', () => {
  it('has the unit behind the name', () => {
    const column = { label: { en: 'Holidays', zh: '假期' }, unit: days };
    expect([heading(column, 'en'), heading(column, 'zh')]).toEqual(['Holidays (days)', '假期（天）']);
    expect(heading({ label: 'Users' }, 'zh')).toBe('Users');
  });

  it('does not say a unit twice', () => {
    const column = { label: { en: 'Days since last login', zh: '距上次登录天数' }, unit: days };
    expect([heading(column, 'en'), heading(column, 'zh')]).toEqual([
      'Days since last login',
      '距上次登录天数',
    ]);
    const named = { label: { en: 'Holidays (days)', zh: '假期（天）' }, unit: days };
    expect([heading(named, 'en'), heading(named, 'zh')]).toEqual(['Holidays (days)', '假期（天）']);
  });
});
