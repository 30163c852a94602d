"""Makes spread.json: queues whose services and waits vary, by the recursion of Kiefer and Wolfowitz.

    python make_spread.py > spread.json

Needs nothing but Python. Requests come at random and are served in the order in which they come by
the server that is free first, then wait. The mean service time is 1. Up to a spread of 1 a part of a
time is constant and the rest exponential; above, it is one of two exponential times of equal weight in
the mean. Every case is played ten times from fixed seeds; the results are the means over the runs, and
half widths of 95 % intervals around them.
"""

import heapq
import json
import math
import random
import statistics

RUNS = 10
REQUESTS = 300_000
WARM_UP = 20_000
STUDENT_T = 2.262  # two-sided 95 %, 9 degrees of freedom

CASES = [
    # servers, busy share, spread of services, mean wait, spread of waits
    (1, 0.6, 0.5, 0.0, 0.0),
    (1, 0.9, 0.5, 0.0, 0.0),
    (1, 0.6, 0.0, 0.0, 0.0),
    (1, 0.7, 1.5, 0.0, 0.0),
    (4, 0.6, 0.5, 0.0, 0.0),
    (4, 0.8, 0.3, 0.0, 0.0),
    (1, 0.6, 0.5, 5.0, 1.2),
    (4, 0.6, 0.5, 3.0, 1.2),
    (1, 0.3, 0.3, 1.0, 0.7),
    (1, 0.1, 0.0, 20.0, 1.6),
]


def drawn(dice, mean, spread):
    """A random time with this mean and standard deviation over the mean."""
    if mean == 0.0 or spread == 0.0:
        return mean
    if spread <= 1.0:
        return mean * (1.0 - spread) + dice.expovariate(1.0 / (mean * spread))
    square = spread * spread
    short = 0.5 * (1.0 + math.sqrt((square - 1.0) / (square + 1.0)))
    share = short if dice.random() < short else 1.0 - short
    return dice.expovariate(2.0 * share / mean)


def play(servers, used, spread, wait, wait_spread, seed):
    """Times from arrival to the end of the wait, sorted."""
    dice = random.Random(seed)
    free = [0.0] * servers
    now, times = 0.0, []
    for request in range(REQUESTS + WARM_UP):
        now += dice.expovariate(used * servers)
        end = max(now, free[0]) + drawn(dice, 1.0, spread)
        heapq.heapreplace(free, end)
        time = end - now + drawn(dice, wait, wait_spread)
        if request >= WARM_UP:
            times.append(time)
    return sorted(times)


def told(values):
    half = STUDENT_T * statistics.stdev(values) / math.sqrt(len(values))
    return [round(statistics.mean(values), 4), round(half, 4)]


def main():
    cases = []
    for number, case in enumerate(CASES):
        runs = [play(*case, 1000 * number + run) for run in range(RUNS)]
        found = {"mean": told([statistics.fmean(run) for run in runs])}
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
            found[name] = told([run[math.ceil(share * len(run)) - 1] for run in runs])
        names = ("servers", "used", "spread", "wait", "wait_spread")
        cases.append(dict(zip(names, case)) | found)
    lines = ",\n".join("    " + json.dumps(case) for case in cases)
    print(f"[\n{lines}\n]")


main()
