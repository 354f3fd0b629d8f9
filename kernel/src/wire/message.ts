import { createHmac, createSecretKey, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { each, push, SafeSet, stringify, timestamp } from '../primordials.js';
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
  /** Bytes behind the signed parts, as widgets send them. */
  readonly buffers: readonly Buffer[];
}

/** A message this kernel is about to send. */
export interface Outgoing {
  readonly type: string;
  readonly content: JsonObject;
  /** The header of the request that caused it; absent at start and for the iopub welcome. */
  readonly parent?: Header | undefined;
  readonly metadata?: JsonObject | undefined;
  readonly buffers?: readonly Buffer[] | undefined;
}

/** The protocol version spoken: 5.4 is the one that added the iopub welcome. */
export const PROTOCOL_VERSION = '5.4';

const DELIMITER = Buffer.from('<IDS|MSG>');
/** Header, parent header, metadata and content: these are signed. Buffers may follow. */
const PARTS = 4;
/** So many ids of messages are remembered, the latest: one of them is not acted on again. */
const REMEMBERED = 65_536;

function sign(key: KeyObject | undefined, parts: readonly (Buffer | string)[]): string {
  if (!key) return '';
  const hmac = createHmac('sha256', key);
  each(parts, (part) => {
    hmac.update(part);
  });
  return hmac.digest('hex');
}

function parse(frame: Buffer | undefined, what: string): JsonObject {
  try {
    const value: unknown = JSON.parse((frame ?? Buffer.alloc(0)).toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch (cause) {
    throw new MessageError(`the ${what} of a message is not JSON`, { cause });
  }
  throw new MessageError(`the ${what} of a message is not an object`);
}

/** A header comes back with everything that is sent because of it; V8 reads deeper JSON than it writes. */
function checkDepth(header: JsonObject): void {
  try {
    stringify(header);
  } catch (cause) {
    throw new MessageError('the header of a message is nested too deeply', { cause });
  }
}

/** Turns messages into frames and back, signed with one session's key. */
export class MessageCodec {
  /** Of a text, Node.js would make a key by `Buffer.from` for each message; undefined for unsigned messages. */
  readonly #key: KeyObject | undefined;
  readonly #session = randomUUID();
  readonly #seen = new SafeSet<string>();
  #sent = 0;
  /** The header that was sent as a parent last, as JSON. */
  #parent: { readonly header: Header; readonly text: string } | undefined;

  constructor(key: string) {
    this.#key = key === '' ? undefined : createSecretKey(Buffer.from(key));
  }

  /**
   * @throws MessageError when the delimiter is missing, the signature is wrong, a part is not a JSON object, or a
   * message with this id has come before
   */
  decode(frames: readonly Buffer[]): Request {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    if (at < 0) throw new MessageError('a message has no <IDS|MSG> delimiter');
    const parts = frames.slice(at + 2, at + 2 + PARTS);
    const expected = Buffer.from(sign(this.#key, parts));
    const given = frames[at + 1] ?? Buffer.alloc(0);
    if (this.#key && (given.length !== expected.length || !timingSafeEqual(given, expected))) {
      throw new MessageError('a message is not signed with the key of the connection file');
    }
    const header = parse(parts[0], 'header');
    const { msg_type: type, msg_id: id } = header;
    if (typeof type !== 'string') throw new MessageError('a header has no msg_type');
    if (typeof id !== 'string') throw new MessageError('a header has no msg_id');
    checkDepth(header);
    const content = parse(parts[3], 'content');
    this.#note(id);
    return {
      identities: frames.slice(0, at),
      header: header as unknown as Header,
      content,
      buffers: frames.slice(at + 2 + PARTS),
    };
  }

  /** A message that is sent again, by mistake or by someone who has listened, must not run again. */
  #note(id: string): void {
    if (this.#seen.has(id)) throw new MessageError('a message came a second time');
    this.#seen.add(id);
    if (this.#seen.size <= REMEMBERED) return;
    for (const oldest of this.#seen) {
      this.#seen.delete(oldest);
      break;
    }
  }

  /** What answers one request follows each other. */
  #parentOf({ parent }: Outgoing): string {
    if (!parent) return '{}';
    if (this.#parent?.header !== parent) this.#parent = { header: parent, text: stringify(parent) };
    return this.#parent.text;
  }

  /** The frames of a message, after the identities of a router or the topic of a publisher. */
  encode(prefix: readonly (Buffer | string)[], message: Outgoing): (Buffer | string)[] {
    const header: Header = {
      msg_id: `${this.#session}_${++this.#sent}`,
      msg_type: message.type,
      session: this.#session,
      username: 'kernel',
      date: timestamp(),
      version: PROTOCOL_VERSION,
    };
    const parts = [
      stringify(header),
      this.#parentOf(message),
      message.metadata ? stringify(message.metadata) : '{}',
      stringify(message.content),
    ];
    const frames: (Buffer | string)[] = [];
    const add = (frame: Buffer | string): void => {
      push(frames, frame);
    };
    each(prefix, add);
    add(DELIMITER);
    add(sign(this.#key, parts));
    each(parts, add);
    each(message.buffers ?? [], add);
    return frames;
  }
}
