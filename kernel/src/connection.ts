import { readFileSync } from 'node:fs';
import { ConnectionFileError } from './errors.js';

/** The sockets of a kernel, by the names the connection file uses. */
export type Channel = 'shell' | 'control' | 'iopub' | 'stdin' | 'hb';

/** Jupyter's connection file: where to bind each socket and the key that signs messages. */
export interface ConnectionInfo {
  readonly transport: 'tcp' | 'ipc';
  /** A host for tcp, the path the sockets' files start with for ipc. */
  readonly ip: string;
  /** The HMAC key; empty means unsigned messages. */
  readonly key: string;
  readonly ports: Readonly<Record<Channel, number>>;
}

const CHANNELS: readonly Channel[] = ['shell', 'control', 'iopub', 'stdin', 'hb'];

function readJson(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch (cause) {
    throw new ConnectionFileError(`cannot read the connection file ${path}: give the path of a JSON file`, {
      cause,
    });
  }
  throw new ConnectionFileError(`the connection file ${path} does not hold a JSON object`);
}

/**
 * Reads and checks a Jupyter connection file.
 *
 * @throws ConnectionFileError when the file cannot be read or a field is missing or unsupported
 */
export function readConnectionFile(path: string): ConnectionInfo {
  const json = readJson(path);
  const fail = (field: string, wanted: string): never => {
    throw new ConnectionFileError(`the connection file ${path}: "${field}" must be ${wanted}`);
  };
  const { transport, ip, key, signature_scheme: scheme = 'hmac-sha256' } = json;
  if (transport !== 'tcp' && transport !== 'ipc') return fail('transport', '"tcp" or "ipc"');
  if (typeof ip !== 'string' || ip === '') return fail('ip', 'a host, or a path for ipc');
  if (typeof key !== 'string') return fail('key', 'a string');
  if (scheme !== 'hmac-sha256') return fail('signature_scheme', '"hmac-sha256"');
  const port = (channel: Channel): number => {
    const value = json[`${channel}_port`];
    return typeof value === 'number' ? value : fail(`${channel}_port`, 'a number');
  };
  const ports = Object.fromEntries(CHANNELS.map((channel) => [channel, port(channel)]));
  return { transport, ip, key, ports: ports as Record<Channel, number> };
}

/** The ZeroMQ address of a channel; ipc joins with `-` as Jupyter does. */
export function endpoint(connection: ConnectionInfo, channel: Channel): string {
  const separator = connection.transport === 'ipc' ? '-' : ':';
  return `${connection.transport}://${connection.ip}${separator}${connection.ports[channel]}`;
}
