import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { MessageError } from '../errors.js';

export type JsonObject = Record<string, unknown>;

/** The header of a Jupyter message. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A message as a client sent it. */
export interface Request {
  /** The routing frames before the delimiter: a reply goes back to them. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly content: JsonObject;
}

/** A message this kernel is about to send. */
export interface Outgoing {
  readonly type: string;
  readonly content: JsonObject;
  /** The header of the request that caused it; absent at start and for the iopub welcome. */
  readonly parent?: Header | undefined;
}

/** The protocol version spoken: 5.4 is the one that added the iopub welcome. */
export const PROTOCOL_VERSION = '5.4';

const DELIMITER = Buffer.from('<IDS|MSG>');

function sign(key: string, parts: readonly Buffer[]): string {
  if (key === '') return '';
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

function parse(frame: Buffer | undefined, what: string): JsonObject {
  try {
    const value: unknown = JSON.parse((frame ?? Buffer.alloc(0)).toString());
    if (typeof value === 'object' && value !== null) return value as JsonObject;
  } catch (cause) {
    throw new MessageError(`the ${what} of a message is not JSON`, { cause });
  }
  throw new MessageError(`the ${what} of a message is not an object`);
}

/** Turns messages into frames and back, signed with one session's key. */
export class MessageCodec {
  readonly #key: string;
  readonly #session = randomUUID();

  constructor(key: string) {
    this.#key = key;
  }

  /** @throws MessageError when the delimiter is missing, the signature is wrong or a part is not JSON */
  decode(frames: readonly Buffer[]): Request {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    if (at < 0) throw new MessageError('a message has no <IDS|MSG> delimiter');
    const parts = frames.slice(at + 2);
    const expected = Buffer.from(sign(this.#key, parts));
    const given = frames[at + 1] ?? Buffer.alloc(0);
    if (this.#key !== '' && (given.length !== expected.length || !timingSafeEqual(given, expected))) {
      throw new MessageError('a message is not signed with the key of the connection file');
    }
    const header = parse(parts[0], 'header');
    if (typeof header['msg_type'] !== 'string') throw new MessageError('a header has no msg_type');
    return {
      identities: frames.slice(0, at),
      header: header as unknown as Header,
      content: parse(parts[3], 'content'),
    };
  }

  /** The frames of a message, after the identities of a router or the topic of a publisher. */
  encode(prefix: readonly (Buffer | string)[], message: Outgoing): (Buffer | string)[] {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: message.type,
      session: this.#session,
      username: 'kernel',
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    };
    const parts = [header, message.parent ?? {}, {}, message.content].map((part) =>
      Buffer.from(JSON.stringify(part)),
    );
    return [...prefix, DELIMITER, sign(this.#key, parts), ...parts];
  }
}
