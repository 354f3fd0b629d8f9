import { afterAll, beforeAll } from 'vitest';
import { Client, type ClientOptions, type Execution } from './client.js';

/** One kernel for all tests of a file: a start costs more than most cells. */
export function sharedKernel(options: ClientOptions = {}): () => Client {
  let client: Client | undefined;
  beforeAll(async () => {
    client = await Client.start(options);
  });
  afterAll(async () => {
    await client?.close();
  });
  return () => {
    if (!client) throw new Error('the kernel has not started');
    return client;
  };
}

/** The result's bundle. */
export function resultOf({ messages }: Execution): unknown {
  return messages.find(({ header }) => header.msg_type === 'execute_result')?.content['data'];
}

/** The content of the error message. */
export function errorOf({ messages }: Execution) {
  const content = messages.find(({ header }) => header.msg_type === 'error')?.content;
  return content as { ename: string; evalue: string; traceback: string[] } | undefined;
}

/** The types of the messages, in order. */
export const typesOf = ({ messages }: Execution): string[] => messages.map(({ header }) => header.msg_type);
