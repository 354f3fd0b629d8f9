import type { Label } from '../label.js';
import { count, percent } from '../quantity.js';
import type { TableColumn } from './table.js';

interface Counted {
  readonly label: Label | string;
  readonly users: number;
  readonly share: number;
}

/**
 * The columns of a distribution: what is counted, users, share.
 *
 * @example
 * await out.table(ages, { columns: countColumns({ en: 'Age (years)', zh: '年龄' }) });
 */
export function countColumns(heading: Label): TableColumn<Counted>[] {
  return [
    { label: heading, value: (row) => row.label },
    { label: { en: 'Users', zh: '用户数' }, value: (row) => count(row.users) },
    { label: { en: 'Share', zh: '占比' }, value: (row) => percent(row.share) },
  ];
}
