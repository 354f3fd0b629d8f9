import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unreadable } from '../../data/source/bytes.js';
import { ALWAYS_STRICT, type NumbersLook } from './strict-numbers.js';

/** Small enough to stay near the processor. */
const CHUNK = 1 << 18;

/** What the bytes of a file tell about reading it. */
export interface ByteFacts {
  /** Whether it contains a double quote. */
  readonly quoted: boolean;
  /** Whether the engine's reader reads every number as it is written. */
  readonly strict: boolean;
}

/** A file whose bytes are being read, once, while the engine reads the file as well. */
export interface ByteScan {
  readonly facts: Promise<ByteFacts>;
  /** Aborts as soon as a number is found that the engine's reader may misread. */
  readonly lenient: AbortSignal;
}

/**
 * Starts reading the bytes of a file. Its facts are rejected if the file cannot be read; callers that do not await
 * them need not handle that.
 */
export function scanBytes(
  path: string,
  look: NumbersLook,
  { signal, alsoTo }: { readonly signal?: AbortSignal; readonly alsoTo?: (chunk: Buffer) => void } = {},
): ByteScan {
  const lenient = new AbortController();
  const facts = (async () => {
    let [quoted, strict] = [false, true];
    await eachChunk(path, signal, (chunk) => {
      alsoTo?.(chunk);
      quoted ||= chunk.includes('"');
      if (!strict || look.passes(chunk)) return;
      strict = false;
      lenient.abort();
    });
    return { quoted, strict: strict && look.began };
  })();
  facts.catch(() => undefined);
  return { facts, lenient: lenient.signal };
}

/** One pass over the bytes of a file for its SHA-256, and for what else they tell. */
export class DigestPass {
  readonly #hash = createHash('sha256');
  #scan: ByteScan | null = null;

  constructor(
    private readonly path: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** Begins the pass; once it has begun, the same again. */
  readonly begin = (look: NumbersLook): ByteScan =>
    (this.#scan ??= scanBytes(this.path, look, {
      ...(this.signal && { signal: this.signal }),
      alsoTo: (chunk) => this.#hash.update(chunk),
    }));

  /** @throws SourceFormatError when the file cannot be read. */
  async end(): Promise<string> {
    await this.begin(ALWAYS_STRICT).facts;
    return this.#hash.digest('hex');
  }
}

/**
 * Reads the content of a file; the buffer of a chunk is used again for the next one. An archive is unpacked: its
 * content counts, and the engine takes one that is cut off in the middle for a shorter one without a word.
 *
 * @throws SourceFormatError when the file cannot be read, as when an archive is damaged or cut off.
 */
async function eachChunk(
  path: string,
  signal: AbortSignal | undefined,
  take: (chunk: Buffer) => void,
): Promise<void> {
  try {
    await (path.toLowerCase().endsWith('.gz') ? unpack(path, signal, take) : read(path, signal, take));
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreadable(path, cause);
  }
}

async function read(
  path: string,
  signal: AbortSignal | undefined,
  take: (chunk: Buffer) => void,
): Promise<void> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(CHUNK);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, CHUNK);
      if (bytesRead === 0) return;
      take(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

async function unpack(
  path: string,
  signal: AbortSignal | undefined,
  take: (chunk: Buffer) => void,
): Promise<void> {
  const file = createReadStream(path, { highWaterMark: CHUNK, ...(signal && { signal }) });
  await pipeline(file, createGunzip({ chunkSize: CHUNK }), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) take(chunk);
  });
}
