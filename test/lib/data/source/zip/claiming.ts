/** An archive whose directory claims that a file in it unpacks to so many bytes. */
export function claiming(archive: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  const entry = bytes.lastIndexOf(name) - 46;
  bytes.writeUInt32LE(size, entry + 24);
  return bytes;
}
