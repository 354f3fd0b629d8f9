import type { Figure } from 'plotly-static';

/** Figures of one kind by name; names are file names and never change meaning. */
export type Family = Readonly<Record<string, Figure>>;
