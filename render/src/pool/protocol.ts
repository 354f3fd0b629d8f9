import type { Figure } from '../figure.js';
import type { RendererOptions, RenderOptions } from '../options.js';
import type { Failure } from './failure.js';

/** A figure as both formats. */
export interface Rendering {
  readonly svg: string;
  readonly png: Uint8Array;
}

/** What can be asked for, and what comes back for it. */
export interface Products {
  readonly svg: string;
  readonly png: Uint8Array;
  readonly render: Rendering;
}

export type Product = keyof Products;

/** Options without their listener, which cannot leave its thread. */
export type PlainOptions = Omit<RenderOptions, 'onWarning'>;

/** What a thread is started with. */
export type ThreadOptions = Omit<RendererOptions, 'defaults'> & { readonly defaults: PlainOptions };

/** One figure for a thread to draw. */
export interface Order {
  readonly product: Product;
  readonly figure: Figure;
  readonly options: PlainOptions;
}

/** What a thread says: once that it is ready, then for each order warnings and how it ended. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'done'; readonly value: Products[Product] }
  | { readonly kind: 'failed'; readonly failure: Failure };
