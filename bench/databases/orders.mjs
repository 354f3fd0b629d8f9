/** SQL for a table of orders with ten columns, of the kinds that shops have. */

/** @param {number} rows */
export const mariadbOrders = (rows) => `
CREATE DATABASE IF NOT EXISTS shop CHARACTER SET utf8mb4; USE shop;
CREATE TABLE orders (order_id BIGINT UNSIGNED PRIMARY KEY, user_id BIGINT UNSIGNED NOT NULL,
  amount DECIMAL(12,2) NOT NULL, discount DECIMAL(5,4), status ENUM('new','paid','shipped','returned') NOT NULL,
  category VARCHAR(40), ordered_at DATETIME NOT NULL, paid_at TIMESTAMP NULL, items INT UNSIGNED, gift BIT(1));
INSERT INTO orders SELECT seq, 1 + seq * 7919 % 1000, (seq * 37 % 100000) / 100,
  IF(seq % 5 = 0, NULL, (seq % 1000) / 10000), ELT(1 + seq % 4, 'new', 'paid', 'shipped', 'returned'),
  ELT(1 + seq % 6, '家电', 'books', 'toys 🧸', 'clothing', 'food', NULL),
  TIMESTAMP('2024-01-01 00:00:00') + INTERVAL (seq * 13 % 31536000) SECOND,
  IF(seq % 4 = 0, NULL, TIMESTAMP('2024-01-01 00:10:00') + INTERVAL (seq * 13 % 31536000) SECOND), 1 + seq % 9, seq % 2
FROM seq_1_to_${rows};
ANALYZE TABLE orders;`;

/** @param {number} rows */
export const postgresOrders = (rows) => `
CREATE TABLE orders (order_id BIGINT PRIMARY KEY, user_id BIGINT NOT NULL, amount NUMERIC(12,2) NOT NULL,
  discount NUMERIC(5,4), status TEXT NOT NULL, category TEXT, ordered_at TIMESTAMP NOT NULL, paid_at TIMESTAMPTZ,
  items INT, gift BOOLEAN);
INSERT INTO orders SELECT i, 1 + (i::bigint * 7919) % 1000, (i::bigint * 37 % 100000) / 100.0,
  CASE WHEN i % 5 = 0 THEN NULL ELSE (i % 1000) / 10000.0 END,
  (ARRAY['new', 'paid', 'shipped', 'returned'])[1 + i % 4],
  (ARRAY['家电', 'books', 'toys 🧸', 'clothing', 'food', NULL])[1 + i % 6],
  TIMESTAMP '2024-01-01' + (i::bigint * 13 % 31536000) * interval '1 second',
  CASE WHEN i % 4 = 0 THEN NULL ELSE TIMESTAMPTZ '2024-01-01 00:10:00+00' + (i::bigint * 13 % 31536000) * interval '1 second' END,
  1 + i % 9, i % 2 = 1 FROM generate_series(1, ${rows}) AS i;
ANALYZE orders;`;
