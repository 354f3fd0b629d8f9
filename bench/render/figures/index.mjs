import { distributions } from './distributions.mjs';
import { parts } from './parts.mjs';
import { series } from './series.mjs';

/** The 16 figures both ways draw: what shop reports are made of, in Chinese and English. */
export const figures = { ...series, ...distributions, ...parts };
