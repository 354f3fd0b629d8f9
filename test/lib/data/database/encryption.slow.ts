import { describe, expect, it } from 'vitest';
import { load, open } from 'tally';
import { DatabaseError } from '../../../../lib/src/errors.js';
import { hasMariadb, hasOpenssl, hasPostgres, startMariadb, startPostgres } from './servers.js';

describe.each([
  [
    'MariaDB',
    hasMariadb,
    startMariadb,
    "SELECT variable_value AS cipher FROM information_schema.session_status WHERE variable_name = 'Ssl_cipher'",
  ] as const,
  [
    'Postgres',
    hasPostgres,
    startPostgres,
    'SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  ] as const,
])('a connection to %s', (_, isThere, start, query) => {
  it.skipIf(!isThere || !hasOpenssl)(
    'is encrypted where the URL asks for it, and checks the certificate on demand',
    async () => {
      const [server, tally] = await Promise.all([start({ ssl: true }), open()]);
      const { passwordFile } = server;
      const read = async (sslmode: string) => {
        const loaded = await load(tally, server.url(`sslmode=${sslmode}`), { query, passwordFile });
        return (await tally.query`SELECT coalesce(cipher, '') <> '' AS encrypted FROM ${loaded}`).rows;
      };
      expect(await read('require')).toEqual([{ encrypted: true }]);
      expect(await read('disable')).toEqual([{ encrypted: false }]);
      await expect(read('verify-full')).rejects.toThrow(/certificate.*NODE_EXTRA_CA_CERTS/);
      tally.close();
      await server.stop();
    },
  );

  it.skipIf(!isThere)('fails where the server does not encrypt', async () => {
    const [server, tally] = await Promise.all([start(), open()]);
    const { passwordFile } = server;
    const failing = load(tally, server.url('sslmode=require'), { query, passwordFile });
    await expect(failing).rejects.toThrow(DatabaseError);
    tally.close();
    await server.stop();
  });
});
