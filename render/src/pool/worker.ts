/** Runs in a thread of its own: one renderer, drawing one order after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { Renderer } from '../renderer.js';
import { toFailure } from './failure.js';
import type { Answer, Order, Product, Products, ThreadOptions } from './protocol.js';

const port = parentPort;
if (port === null) throw new Error('this module is started by RendererPool, in a worker thread');

function say(answer: Answer, transfer: readonly ArrayBuffer[] = []): void {
  port?.postMessage(answer, transfer);
}

function draw(renderer: Renderer, { product, figure, options }: Order): Promise<Products[Product]> {
  const onWarning = (message: string) => {
    say({ kind: 'warning', message });
  };
  return renderer[product](figure, { ...options, onWarning });
}

/** The memory of a picture is handed over instead of copied. */
function pictures(value: Products[Product]): ArrayBuffer[] {
  if (typeof value === 'string') return [];
  const { buffer } = value instanceof Uint8Array ? value : value.png;
  return buffer instanceof ArrayBuffer ? [buffer] : [];
}

try {
  const renderer = await Renderer.create(workerData as ThreadOptions);
  port.on('message', (order: Order) => {
    draw(renderer, order).then(
      (value) => {
        say({ kind: 'done', value }, pictures(value));
      },
      (error: unknown) => {
        say({ kind: 'failed', failure: toFailure(error) });
      },
    );
  });
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'failed', failure: toFailure(error) });
}
