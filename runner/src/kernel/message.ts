import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DeepJsonError, parseJson } from '../parse-json.js';
import { jsonObject } from '../nbformat/schema.js';

/** A message of the Jupyter protocol 5.3, without its routing and signature. */
export interface Message {
  readonly type: string;
  readonly id: string;
  /** The id of the request this message answers. */
  readonly parentId: string | undefined;
  readonly content: z.output<typeof jsonObject>;
  /** Why the content could not be read, which is then empty. */
  readonly problem?: string;
}

const DELIMITER = Buffer.from('<IDS|MSG>');
const header = z.object({ msg_id: z.string(), msg_type: z.string() });
const parentHeader = z.object({ msg_id: z.string().optional() });

/** Signs and packs messages of one session, unpacks and checks those of its kernel. */
export class MessageCodec {
  readonly session = randomUUID();
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  encode(type: string, id: string, content: object): Buffer[] {
    const head = {
      msg_id: id,
      msg_type: type,
      username: 'runner',
      session: this.session,
      date: new Date().toISOString(),
      version: '5.3',
    };
    const parts = [head, {}, {}, content].map((part) => Buffer.from(JSON.stringify(part)));
    return [DELIMITER, Buffer.from(this.#sign(parts)), ...parts];
  }

  /** The message in these frames, or undefined when they are malformed or signed with another key. */
  decode(frames: readonly Buffer[]): Message | undefined {
    const start = frames.findIndex((frame) => frame.equals(DELIMITER));
    const [signature, ...parts] = frames.slice(start + 1, start + 6);
    if (start < 0 || signature === undefined || parts.length < 4) return undefined;
    const wanted = Buffer.from(this.#sign(parts));
    if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) return undefined;
    return readParts(parts.map((part) => part.toString('utf8')));
  }

  #sign(parts: readonly Buffer[]): string {
    const mac = createHmac('sha256', this.#key);
    for (const part of parts) mac.update(part);
    return mac.digest('hex');
  }
}

/** What of a message cannot be read is told; the message counts all the same, since a request waits for its reply. */
function contentOf(text: string): Pick<Message, 'content' | 'problem'> {
  try {
    return { content: jsonObject.parse(parseJson(text)) };
  } catch (error) {
    if (!(error instanceof DeepJsonError)) throw error;
    return { content: {}, problem: error.message };
  }
}

function readParts([head = '', parent = '', , content = '']: readonly string[]): Message | undefined {
  try {
    const { msg_id: id, msg_type: type } = header.parse(JSON.parse(head));
    const { msg_id: parentId } = parentHeader.parse(JSON.parse(parent));
    return { type, id, parentId, ...contentOf(content) };
  } catch {
    return undefined;
  }
}
