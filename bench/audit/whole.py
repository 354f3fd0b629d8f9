"""The questions of the whole audit to pandas, NumPy and SciPy, with the seconds of each: whole.py FOLDER."""

import json
import os
import resource
import sys
import time

import numpy as np
import pandas as pd
from scipy.stats import rankdata, spearmanr, t as student

FEATURES, QUARTERS = ["a", "b", "c", "d", "e"], ["q1", "q2", "q3", "q4"]
seconds, cpu, answers = {}, {}, {}


def asked(name, work):
    start, used = time.perf_counter(), time.process_time()
    answer = work()
    seconds[name], cpu[name] = time.perf_counter() - start, time.process_time() - used
    return answer


def clustered(x, side, unit, stratum=None):
    """Difference of two means, within strata, with the rows of a customer clustered: p, and the interval's lower end."""
    stratum = np.zeros(len(x), int) if stratum is None else stratum
    sizes = np.bincount(2 * stratum + side, minlength=2 * (stratum.max() + 1)).reshape(-1, 2)
    kept = ~np.isnan(x) & (sizes.min(axis=1) > 1)[stratum]
    x, side, unit, stratum = x[kept], side[kept], unit[kept], pd.factorize(stratum[kept])[0]
    cell = 2 * stratum + side
    n = np.bincount(cell, minlength=2 * (stratum.max() + 1)).astype(float)
    mean = np.bincount(cell, x, len(n)) / n
    n0, n1, m0, m1 = n[0::2], n[1::2], mean[0::2], mean[1::2]
    part = n1 * n0 / (n1 + n0)
    part = part / part.sum()
    pairs = pd.unique(unit * len(n) + cell)
    g = np.bincount(pairs % len(n), minlength=len(n)).astype(float)
    error = part[stratum] * np.sqrt(g / (g - 1))[cell] * (x - mean[cell]) / n[cell]
    e = np.bincount(unit, np.where(side == 1, error, -error))
    difference, variance = (part * (m1 - m0)).sum(), (e * e).sum()
    by_side = np.bincount(cell, error * error, len(n))
    df = variance**2 / (by_side**2 / (g - 1)).sum()
    se = np.sqrt(variance)
    return 2 * student.sf(abs(difference) / se, df), difference - student.ppf(0.975, df) * se


folder = sys.argv[1]
table = pd.read_parquet(os.path.join(folder, "customers.parquet"))


def rules():
    unit = pd.factorize(table["customer"])[0]
    part, names = pd.factorize(table["segment"], sort=True)
    by = table.groupby("segment")["outcome"]
    mean, sd, median = by.transform("mean"), by.transform("std"), by.transform("median")
    low, high = (by.quantile(p).reindex(table["segment"]).to_numpy() for p in (0.025, 0.975))
    y = table["outcome"]
    mad = (y - median).abs().groupby(table["segment"]).transform("median")
    flags = pd.DataFrame(
        {
            "fixed": (y - mean).abs() > 0.15,
            "z": (y - mean).abs() > 2 * sd,
            "quantile": (y < low) | (y > high),
            "mad": (y - median).abs() > 3.5 * 1.4826 * mad,
            "segment": table["segment"],
            "unit": unit,
        }
    )
    counts = flags.groupby("segment").agg(
        {"fixed": "sum", "z": "sum", "quantile": "sum", "mad": "sum", "unit": "nunique"}
    )
    for rule in ("fixed", "z", "quantile", "mad"):
        flags.loc[flags[rule], "unit"].nunique(), flags.loc[flags[rule], "segment"].nunique()
        flags[flags[rule]].groupby("segment")["unit"].nunique()
    return unit, part, len(names), flags["fixed"].to_numpy().astype(int), counts


unit, part, segments, side, counts = asked("anomalies by four rules", rules)
answers["anomalies"] = [int(one) for one in counts["fixed"]]
y = table["outcome"].to_numpy()
answers["segments"] = asked(
    "each segment and the rest", lambda: [clustered(y, (part == k).astype(int), unit)[1] for k in range(segments)]
)


def shares():
    q = table[QUARTERS].to_numpy(float)
    total = q.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = q / total[:, None]
        entropy = -np.where(share > 0, share * np.log(share), 0).sum(axis=1) / np.log(4)
    entropy[np.isnan(share[:, 0])] = np.nan
    slope, intercept = np.polyfit(table["score"], table["revenue"], 1)
    residual = (table["revenue"] - intercept - slope * table["score"]).abs().to_numpy()
    return [*share.T, share.max(axis=1), entropy, (share * share).sum(axis=1), residual]


def control():
    found = []
    for x in [*(table[name].to_numpy(float) for name in FEATURES), *shares()]:
        ranks = rankdata(x, nan_policy="omit")
        found.append([clustered(one, side, unit, of)[0] for one in (x, ranks) for of in (None, part)])
    return found


answers["control"] = [p[1] for p in asked("anomalies against two controls, means and ranks", control)[:5]]


def periods():
    q = table[QUARTERS].to_numpy(float)
    total, found = q.sum(axis=1), []
    groups = [np.bincount(unit, total * (side == one)) for one in (1, 0)]
    for k in range(4):
        errors, shares_ = [], []
        for one, y_ in zip((1, 0), groups):
            x_ = np.bincount(unit, q[:, k] * (side == one))
            share = x_.sum() / y_.sum()
            e = np.where(y_ > 0, (x_ - share * y_) / y_.sum(), np.nan)
            g = (y_ > 0).sum()
            errors.append((np.nan_to_num(e), g, np.nansum(e * e) * g / (g - 1)))
            shares_.append(share)
        (e1, g1, v1), (e0, g0, v0) = errors
        variance = v1 + v0 - 2 * (e1 * e0).sum()
        df = (v1 + v0) ** 2 / (v1**2 / (g1 - 1) + v0**2 / (g0 - 1))
        found.append(2 * student.sf(abs(shares_[0] - shares_[1]) / np.sqrt(variance), df))
    table.assign(anomaly=side).groupby(["segment", "anomaly"])[QUARTERS].sum()
    return found


answers["periods"] = asked("periods", periods)
answers["match"] = asked(
    "score and value",
    lambda: [
        spearmanr(table["score"][of], table["revenue"][of]).statistic
        for of in (np.ones(len(table), bool), side == 1, side == 0)
    ],
)


def gain(cells, fold, y):
    """What a label removes of the error in cross-validation, by means of the other folds."""
    losses = []
    for cell in cells:
        n = np.bincount(cell * 5 + fold, minlength=5 * (cell.max() + 1)).reshape(-1, 5)
        s = np.bincount(cell * 5 + fold, y, 5 * (cell.max() + 1)).reshape(-1, 5)
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = (s.sum(axis=1, keepdims=True) - s) / (n.sum(axis=1, keepdims=True) - n)
        losses.append(((y - np.nan_to_num(mean)[cell, fold]) ** 2).mean())
    return 1 - losses[1] / losses[0]


def labels():
    random, found = np.random.default_rng(1), []
    fold = unit % 5
    chosen = np.flatnonzero(unit < 5000)
    starts = [np.flatnonzero(part[chosen] == k) for k in range(segments)]
    codes = [pd.factorize(table[name])[0] for name in ("word", "kind")]
    for label in [*codes, codes[0] * (codes[1].max() + 1) + codes[1]]:
        width = label.max() + 1
        found.append(gain((part, part * width + label), fold, y - y.mean()))
        own, own_part, own_fold, own_y = label[chosen].copy(), part[chosen], fold[chosen], y[chosen] - y[chosen].mean()
        for _ in range(199):
            for rows in starts:
                own[rows] = random.permutation(own[rows])
            gain((own_part, own_part * width + own), own_fold, own_y)
    return found


answers["labels"] = asked("two labels, shuffled 199 times", labels)


def drift():
    half = table["half"].to_numpy()
    shares_ = pd.crosstab(table["segment"], half, normalize="columns").to_numpy()
    psi = ((shares_[:, 1] - shares_[:, 0]) * np.log(shares_[:, 1] / shares_[:, 0])).sum()
    for k in range(segments):
        of = part == k
        clustered(y[of], half[of], unit[of])
    usual = table.assign(unit=unit).groupby(["unit", "half", "segment"]).size().reset_index()
    usual = usual.sort_values(["unit", "half", 0], ascending=[True, True, False]).drop_duplicates(["unit", "half"])
    both = usual.pivot(index="unit", columns="half", values="segment").dropna()
    (both[0] != both[1]).mean()
    return [psi]


answers["drift"] = asked("drift", drift)


def relations():
    numbers = table.select_dtypes("number")
    words = table.select_dtypes(exclude="number").columns
    table.nunique()
    numbers.corr()
    for name in words:
        table.groupby(name)[list(numbers)].agg(["min", "max", "count"])
    for name in words:
        table.groupby(name)[[other for other in words if other != name]].nunique()


asked("constant columns, copies, lines, cuts", relations)
seconds["whole"], cpu["whole"] = sum(seconds.values()), sum(cpu.values())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "cpu": cpu, "answers": answers, "peak": peak}, default=float))
