import { createHash } from 'node:crypto';

/**
 * The content security policy of a page: only the scripts with these texts run, and scripts they load; nothing
 * else is loaded from anywhere. Anything that gets past the sanitizer stays inert.
 */
export function contentSecurityPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${["'strict-dynamic'", ...hashes].join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
