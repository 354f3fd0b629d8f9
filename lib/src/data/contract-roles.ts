import { ROLES, type Role } from '../core/roles.js';
import { parseKind, type Kind } from '../engine/shape.js';
import { OptionsError } from '../errors.js';
import type { ColumnContracts } from './column-contract.js';

/** The roles of a contract's columns. */
export type ContractRoles<C extends ColumnContracts> = {
  readonly [N in keyof C as C[N] extends { readonly role: infer R extends Role } ? R : never]: N & string;
};

type KindOf<R extends Role> = (typeof ROLES)[R][number];

/** Makes it a compile error to give a column a role that its kind does not allow. */
export type RolesFit<C extends ColumnContracts> = {
  readonly [N in keyof C]: C[N] extends { readonly role: infer R extends Role }
    ? { readonly type: KindOf<R> | `${KindOf<R>}?` }
    : unknown;
};

/** @throws OptionsError if two columns have the same role, or a column's kind does not fit its role. */
export function rolesOf<C extends ColumnContracts>(name: string, columns: C): ContractRoles<C> {
  const roles: Partial<Record<Role, string>> = {};
  for (const [column, { role, type }] of Object.entries(columns)) {
    if (role === undefined) continue;
    const about = `Table ${name}: column "${column}"`;
    const kinds: readonly Kind[] = ROLES[role];
    if (roles[role] !== undefined) {
      throw new OptionsError(
        `${about} and column "${roles[role]}" both have the role ${role}: only one column may.`,
      );
    }
    if (!kinds.includes(parseKind(type).kind)) {
      throw new OptionsError(`${about} is ${type}; the role ${role} needs ${kinds.join(' or ')}.`);
    }
    roles[role] = column;
  }
  return roles as ContractRoles<C>;
}
