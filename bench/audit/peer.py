"""The same questions to scikit-learn and SciPy, with the seconds of each, as JSON: peer.py FOLDER STARTS."""

import json
import os
import resource
import sys
import time

import numpy as np
from scipy.stats import kruskal
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, silhouette_score
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

folder, starts = sys.argv[1], int(sys.argv[2])
columns = [np.fromfile(os.path.join(folder, f"{at}.f64")) for at in range(7)]
some, more = (np.fromfile(os.path.join(folder, name), dtype=np.uint32) for name in ("sample.u32", "mixture.u32"))
features, outcome, segment = np.column_stack(columns[:5]), columns[5], columns[6].astype(int)
seconds, answers = {}, {}


def asked(name, work):
    start = time.perf_counter()
    answer = work()
    seconds[name] = time.perf_counter() - start
    return answer


points = asked("scale", lambda: StandardScaler().fit_transform(features))
found = asked(
    "k-means, 2 to 8", lambda: [KMeans(k, n_init=starts, random_state=1).fit(points) for k in range(2, 9)]
)
answers["within"] = [float(one.inertia_) for one in found]
answers["silhouette"] = asked(
    "silhouettes of a sample",
    lambda: [float(silhouette_score(points[some], one.labels_[some])) for one in found],
)
answers["bic"] = asked(
    "mixtures of a sample, 1 to 8",
    lambda: [float(GaussianMixture(k, random_state=1).fit(points[more]).bic(points[more])) for k in range(1, 9)],
)
tree = asked(
    "tree",
    lambda: DecisionTreeRegressor(max_depth=3, min_samples_leaf=len(outcome) // 20).fit(features, outcome),
)
answers["tree"] = [int(tree.tree_.feature[0]), float(tree.tree_.threshold[0])]
five = found[3].labels_
answers["agreement"] = asked(
    "adjusted Rand and mutual information",
    lambda: [adjusted_rand_score(segment, five), adjusted_mutual_info_score(segment, five)],
)
answers["kruskal"] = asked("Kruskal-Wallis", lambda: float(kruskal(*[outcome[segment == g] for g in range(5)]).statistic))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "answers": answers, "peak": peak}))
