"""The study's own way: pandas in chunks into a table without indexes, the indexes after, the questions in SQL."""

import json
import resource
import sys
import time

import pandas as pd
from sqlalchemy import create_engine, text
from sqlalchemy.types import DateTime, Integer, String

CHUNK = 100_000
COLUMNS = ["user_id", "item_id", "category_id", "behavior_type", "timestamp"]
ZONE = pd.Timedelta(hours=8)
FIRST, END = pd.Timestamp("2017-11-25"), pd.Timestamp("2017-12-04")
DAYS = (END - FIRST).days
LAST = (END - pd.Timedelta(days=1)).strftime("%Y-%m-%d")

BEHAVIORS = ["pv", "cart", "fav", "buy"]

TYPES = {
    "user_id": Integer(),
    "item_id": Integer(),
    "category_id": Integer(),
    "behavior_type": String(4),
    "event_time": DateTime(),
}

INDEXES = [
    "CREATE INDEX by_user ON user_behavior (user_id, behavior_type, event_time)",
    "CREATE INDEX by_behavior ON user_behavior (behavior_type, category_id)",
    "CREATE INDEX by_time ON user_behavior (event_time, behavior_type, user_id)",
]

CONCENTRATION = """
WITH sold AS (
  SELECT category_id, COUNT(*) AS n FROM user_behavior WHERE behavior_type = 'buy' GROUP BY category_id
), ranked AS (
  SELECT n, SUM(n) OVER (ORDER BY n DESC, category_id ROWS UNBOUNDED PRECEDING) AS running, SUM(n) OVER () AS total
  FROM sold
)
SELECT MAX(total), (SELECT COUNT(DISTINCT category_id) FROM user_behavior), COUNT(*),
  SUM(running - n < 0.8 * total), SUM(CASE WHEN running - n < 0.8 * total THEN n ELSE 0 END)
FROM ranked
"""

FUNNEL = """
WITH users AS (
  SELECT user_id, MAX(behavior_type = 'pv') AS viewed, MAX(behavior_type = 'cart') AS carted,
    MAX(behavior_type = 'fav') AS favored, MAX(behavior_type IN ('cart', 'fav')) AS interested,
    MAX(behavior_type = 'buy') AS bought
  FROM user_behavior GROUP BY user_id
)
SELECT COUNT(*), SUM(viewed), SUM(carted), SUM(favored), SUM(interested), SUM(bought),
  SUM(interested AND bought), SUM(interested AND NOT bought), SUM(bought AND NOT interested)
FROM users
"""

SEGMENTS = f"""
WITH buyers AS (
  SELECT user_id, COUNT(*) AS f, DATEDIFF('{LAST}', MAX(event_time)) AS r
  FROM user_behavior WHERE behavior_type = 'buy' GROUP BY user_id
)
SELECT CASE WHEN r <= 4 AND f >= 4 THEN 'vip' WHEN r <= 4 THEN 'new' WHEN f >= 4 THEN 'wake' ELSE 'lost' END AS segment,
  COUNT(*), SUM(f)
FROM buyers GROUP BY segment
"""

RETENTION = """
WITH active AS (
  SELECT DISTINCT user_id, DATE(event_time) AS day FROM user_behavior
), firsts AS (
  SELECT user_id, MIN(day) AS first FROM active GROUP BY user_id
)
SELECT DATEDIFF(first, '2017-11-25'), DATEDIFF(day, first), COUNT(*)
FROM active JOIN firsts USING (user_id) GROUP BY 1, 2
"""

HOURS = """
SELECT HOUR(event_time) AS hour, SUM(behavior_type = 'pv'), COUNT(DISTINCT user_id), SUM(behavior_type = 'buy'),
  COUNT(DISTINCT CASE WHEN behavior_type = 'buy' THEN user_id END)
FROM user_behavior GROUP BY hour ORDER BY hour
"""


def load(engine, path):
    chunks = pd.read_csv(path, header=None, names=COLUMNS, chunksize=CHUNK)
    for number, chunk in enumerate(chunks):
        chunk["event_time"] = pd.to_datetime(chunk.pop("timestamp"), unit="s") + ZONE
        inside = (chunk["event_time"] >= FIRST) & (chunk["event_time"] < END)
        chunk = chunk[inside & chunk["behavior_type"].isin(BEHAVIORS)]
        mode = "append" if number else "replace"
        chunk.to_sql("user_behavior", engine, index=False, if_exists=mode, dtype=TYPES)


def index(engine):
    with engine.begin() as connection:
        for statement in INDEXES:
            connection.execute(text(statement))


def answers(engine):
    with engine.connect() as connection:
        rows = lambda query: [tuple(row) for row in connection.execute(text(query))]
        whole = lambda names, row: dict(zip(names, (int(value) for value in row)))
        segments = {name: (users, orders) for name, users, orders in rows(SEGMENTS)}
        cells = {(cohort, day): users for cohort, day, users in rows(RETENTION)}
        cohorts = [cells.get((cohort, 0), 0) for cohort in range(DAYS)]
        return {
            "events": rows("SELECT COUNT(*) FROM user_behavior")[0][0],
            "concentration": whole(
                ["purchases", "categories", "sold", "reaching80", "purchasesWithin"], rows(CONCENTRATION)[0]
            ),
            "funnel": whole(
                ["users", "viewed", "carted", "favored", "interested", "bought"]
                + ["interestedAndBought", "interestedNotBought", "boughtNotInterested"],
                rows(FUNNEL)[0],
            ),
            "segments": {
                name: whole(["users", "orders"], segments.get(name, (0, 0)))
                for name in ["vip", "new", "wake", "lost"]
            },
            "cohorts": cohorts,
            "retention": [
                {
                    "day": day,
                    "eligible": sum(cohorts[: DAYS - day]),
                    "retained": sum(cells.get((cohort, day), 0) for cohort in range(DAYS)),
                }
                for day in range(DAYS)
            ],
            "hours": [whole(["hour", "pv", "users", "purchases", "buyers"], row) for row in rows(HOURS)],
        }


def main(path, socket):
    steps = {}

    def timed(name, work):
        began = time.perf_counter()
        result = work()
        steps[name] = time.perf_counter() - began
        print(f"mariadb: {name} {steps[name]:.1f} s", file=sys.stderr)
        return result

    address = "mysql+pymysql://root@localhost/{}?unix_socket=" + socket
    with create_engine(address.format("")).begin() as connection:
        connection.execute(text("CREATE DATABASE study"))
    engine = create_engine(address.format("study"))
    timed("load", lambda: load(engine, path))
    timed("index", lambda: index(engine))
    found = timed("metrics", lambda: answers(engine))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": sum(steps.values()), "steps": steps, "peakBytes": peak, "answers": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
