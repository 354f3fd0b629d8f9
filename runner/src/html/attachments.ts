/** Pictures attached to a markdown cell: name to data URL. */
export type Attachments = ReadonlyMap<string, string>;
