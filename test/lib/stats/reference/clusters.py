"""What scikit-learn, SciPy and scikit-posthocs answer on small seeded data, for cluster-reference.test.ts.

pip install scikit-learn scipy scikit-posthocs; python clusters.py > clusters.json
"""

import json
import math

import numpy as np
import scikit_posthocs
import scipy
import sklearn
from scipy.stats import kruskal
from sklearn.cluster import KMeans
from sklearn.metrics import (
    adjusted_mutual_info_score,
    adjusted_rand_score,
    mutual_info_score,
    normalized_mutual_info_score,
    silhouette_samples,
    silhouette_score,
)
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import RobustScaler, StandardScaler
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor


class Mulberry:
    """The library's own source of random numbers."""

    def __init__(self, seed):
        self.state = seed & 0xFFFFFFFF

    def next(self):
        self.state = (self.state + 0x6D2B79F5) & 0xFFFFFFFF
        s = self.state
        t = ((s ^ (s >> 15)) * (1 | s)) & 0xFFFFFFFF
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ t
        return (t ^ (t >> 14)) / 4294967296

    def below(self, n):
        return math.floor(self.next() * n)


def kmeans(rows, k):
    return KMeans(k, n_init=200, tol=0, max_iter=1000, random_state=0).fit(rows)


def gaps(rows, most, references, seed):
    random = Mulberry(seed)
    mean = rows.mean(axis=0)
    _, vectors = np.linalg.eigh((rows - mean).T @ (rows - mean))
    axes = vectors.T[::-1]
    axes = axes * np.array([1 if a[np.argmax(np.abs(a))] > 0 else -1 for a in axes])[:, None]
    along = (rows - mean) @ axes.T
    low, high = along.min(axis=0), along.max(axis=0)
    logs = []
    for _ in range(references):
        drawn = np.array([[random.next() for _ in low] for _ in rows])
        box = mean + (low + (high - low) * drawn) @ axes
        logs.append([math.log(kmeans(box, k).inertia_) for k in range(1, most + 1)])
    own = [math.log(kmeans(rows, k).inertia_) for k in range(1, most + 1)]
    logs = np.array(logs)
    error = logs.std(axis=0) * math.sqrt(1 + 1 / references)
    return {"gap": (logs.mean(axis=0) - own).tolist(), "error": error.tolist()}


def jaccards(rows, labels, k, resamples, seed):
    random = Mulberry(seed)
    sums = np.zeros(k)
    for _ in range(resamples):
        drawn = np.array([random.below(len(rows)) for _ in rows])
        again = kmeans(rows[drawn], k).labels_
        first = {row: at for at, row in reversed(list(enumerate(drawn)))}
        kept = list(first)
        own, other = labels[kept], again[[first[row] for row in kept]]
        for c in range(k):
            sums[c] += max(
                ((own == c) & (other == d)).sum() / ((own == c) | (other == d)).sum() for d in range(k)
            )
    return (sums / resamples).tolist()


def paths(tree, names=None):
    """Leaves from left to right: rows, and the value of each; splits in preorder."""
    t = tree.tree_
    splits, leaves = [], []

    def visit(node):
        if t.children_left[node] < 0:
            leaves.append({"rows": int(t.n_node_samples[node]), "value": t.value[node][0].tolist()})
            return
        splits.append({"feature": int(t.feature[node]), "cut": float(t.threshold[node])})
        visit(t.children_left[node])
        visit(t.children_right[node])

    visit(0)
    return {"splits": splits, "leaves": leaves}


rng = np.random.default_rng(16)
centers = np.array([[0, 0, 0], [6, 1, -4], [1, 7, 3]])
sizes = [40, 30, 20]
parts = [rng.normal(c, [1, 1.5, 0.7], (n, 3)) for c, n in zip(centers, sizes)]
rows = np.round(np.vstack(parts), 3)
rng.shuffle(rows)
outcome = np.round(np.where(rows[:, 0] > 3, 2, 0) + 0.4 * rows[:, 1] + rng.normal(0, 0.8, len(rows)), 1)
other = rng.integers(0, 4, len(rows))
best = {k: kmeans(rows, k) for k in range(2, 7)}
three = best[3].labels_
mixtures = {
    k: GaussianMixture(k, tol=1e-10, max_iter=5000, n_init=20, random_state=0).fit(rows) for k in (1, 2, 3)
}
mixed = np.where(rng.random(len(rows)) < 0.3, other, three)
groups = [outcome[mixed == g] for g in range(4)]
test = kruskal(*groups)
dunn = {
    name: [
        float(scikit_posthocs.posthoc_dunn(groups, p_adjust=method).values[i][j])
        for i in range(4)
        for j in range(i + 1, 4)
    ]
    for name, method in (("plain", None), ("holm", "holm"), ("bh", "fdr_bh"))
}
print(
    json.dumps(
        {
            "versions": {
                "scikit-learn": sklearn.__version__,
                "scipy": scipy.__version__,
                "scikit-posthocs": scikit_posthocs.__version__,
            },
            "rows": rows.tolist(),
            "outcome": outcome.tolist(),
            "three": three.tolist(),
            "mixed": mixed.tolist(),
            "scaled": {
                "z": StandardScaler().fit_transform(rows)[0].tolist(),
                "robust": RobustScaler().fit_transform(rows)[0].tolist(),
            },
            "within": {k: float(m.inertia_) for k, m in best.items()},
            "silhouette": {k: float(silhouette_score(rows, m.labels_)) for k, m in best.items()},
            "silhouettes": silhouette_samples(rows, three)[:10].tolist(),
            "mixture": {
                k: {"bic": float(m.bic(rows)), "shares": sorted(m.weights_.tolist())} for k, m in mixtures.items()
            },
            "gap": gaps(rows, 5, 4, 7),
            "stability": {"labels": best[4].labels_.tolist(), "jaccards": jaccards(rows, best[4].labels_, 4, 6, 7)},
            "tree": paths(DecisionTreeRegressor(max_depth=3, min_samples_leaf=6).fit(rows, outcome)),
            "classes": paths(DecisionTreeClassifier(max_depth=3, min_samples_leaf=6).fit(rows, mixed)),
            "agreement": {
                "adjustedRand": adjusted_rand_score(three, mixed),
                "mutualInformation": mutual_info_score(three, mixed),
                "normalized": normalized_mutual_info_score(three, mixed),
                "adjusted": adjusted_mutual_info_score(three, mixed),
            },
            "kruskal": {"h": float(test.statistic), "p": float(test.pvalue)},
            "dunn": dunn,
        },
        separators=(",", ":"),
    )
)
