/** MIME type to content, as in Jupyter's display_data. */
export type MimeBundle = Record<string, unknown>;
