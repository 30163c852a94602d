"""Makes ciw.json: queues simulated by ciw, a simulator of other authors.

    pip install ciw==3.2.7
    python make_ciw.py > ciw.json

Times are in units of the first queue's mean service time. Every case is played ten times from fixed
seeds; the results are the means over the runs, and half widths of 95 % intervals around them.
"""

import json
import math
import statistics

import ciw

RUNS = 10
WARM_UP = 2_000.0
STUDENT_T = 2.262  # two-sided 95 %, 9 degrees of freedom

CASES = [
    # name, servers of each queue, mean service times, whether they are constant, loads
    ("M/M/1", [1], [1.0], False, [0.5, 0.7, 0.9]),
    ("M/M/4", [4], [1.0], False, [0.5, 0.7, 0.9]),
    ("M/D/1", [1], [1.0], True, [0.5, 0.7, 0.9]),
    ("tandem", [1, 1], [1.0, 0.75], False, [0.5, 0.7, 0.9]),
]

# Servers stand still for this share of the time, this long at once.
STALLED = [("stalls", 0.01, 5.0, [0.5, 0.7, 0.8])]


def play(servers, services, constant, rate, seed):
    """Times in the system of everyone who came after the warm-up."""
    queues = len(servers)
    service = ciw.dists.Deterministic if constant else (lambda mean: ciw.dists.Exponential(1 / mean))
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate)] + [None] * (queues - 1),
        service_distributions=[service(mean) for mean in services],
        number_of_servers=servers,
        routing=[[1.0 if to == of + 1 else 0.0 for to in range(queues)] for of in range(queues)],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(WARM_UP + 200_000.0 / rate)
    came, left = {}, {}
    for record in simulation.get_all_records():
        if record.node == 1:
            came[record.id_number] = record.arrival_date
        if record.node == queues:
            left[record.id_number] = record.exit_date
    return sorted(left[who] - came[who] for who in left if came[who] > WARM_UP)


def play_stalled(share, length, load, seed):
    """Times in the system of M/M/1 requests whose service stalls interrupt."""
    network = ciw.create_network(
        arrival_distributions={
            "Request": [ciw.dists.Exponential(load)],
            "Stall": [ciw.dists.Exponential(share / length)],
        },
        service_distributions={
            "Request": [ciw.dists.Exponential(1.0)],
            "Stall": [ciw.dists.Deterministic(length)],
        },
        number_of_servers=[1],
        priority_classes=({"Stall": 0, "Request": 1}, ["resume"]),
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(WARM_UP + 200_000.0 / load)
    came, left = {}, {}
    for record in simulation.get_all_records():
        if record.customer_class == "Request" and record.record_type == "service":
            came[record.id_number] = record.arrival_date
            left[record.id_number] = record.exit_date
    return sorted(left[who] - came[who] for who in left if came[who] > WARM_UP)


def quantile(times, probability):
    return times[min(len(times) - 1, math.ceil(probability * len(times)) - 1)]


def result(name, servers, services, constant, load):
    rate = load * servers[0] / services[0]
    runs = [play(servers, services, constant, rate, seed) for seed in range(RUNS)]
    found = {"case": name, "servers": servers, "services": services, "load": load}
    return found | measured(runs)


def result_stalled(name, share, length, load):
    runs = [play_stalled(share, length, load, seed) for seed in range(RUNS)]
    found = {"case": name, "servers": [1], "services": [1.0], "load": load}
    return found | {"stalls": [share, length]} | measured(runs)


def measured(runs):
    found = {}
    for key, value in [
        ("mean", statistics.fmean),
        ("p50", lambda times: quantile(times, 0.5)),
        ("p95", lambda times: quantile(times, 0.95)),
        ("p99", lambda times: quantile(times, 0.99)),
    ]:
        values = [value(times) for times in runs]
        half = STUDENT_T * statistics.stdev(values) / math.sqrt(RUNS)
        found[key] = [round(statistics.fmean(values), 4), round(half, 4)]
    return found


if __name__ == "__main__":
    results = [
        result(name, servers, services, constant, load)
        for name, servers, services, constant, loads in CASES
        for load in loads
    ] + [
        result_stalled(name, share, length, load)
        for name, share, length, loads in STALLED
        for load in loads
    ]
    print("[\n" + ",\n".join("    " + json.dumps(of) for of in results) + "\n]")
