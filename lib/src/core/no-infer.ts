/** A type excluded from inference. TypeScript has its own since 5.4; notebook cells compile with 5.0. */
export type NoInfer<T> = [T][T extends unknown ? 0 : never];
