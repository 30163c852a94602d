"""Makes front/*.plan.ron and front/nsga2.json: fronts found by NSGA-II of pymoo.

    pip install pymoo==0.6.2
    python make_front.py POLYPLAN

POLYPLAN is the built program; `polyplan assign PLAN --evaluate FILE` says what assignments come to.
Each plan has 30 components with four candidates. NSGA-II has 100 members and 200 generations, more
than five times as many evaluations as the program allows itself.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy as np
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.core.problem import Problem
from pymoo.operators.crossover.ux import UniformCrossover
from pymoo.operators.mutation.pm import PolynomialMutation
from pymoo.operators.repair.rounding import RoundingRepair
from pymoo.operators.sampling.rnd import IntegerRandomSampling
from pymoo.optimize import minimize

PLANS = 10
COMPONENTS = 30
CANDIDATES = ["go-net-http", "python-async", "rust-axum", "java-spring"]
FOLDER = pathlib.Path(__file__).parent / "front"


def plan(number):
    """A random plan: calls go from earlier to later components, so there are no circles."""
    dice = random.Random(number)
    lines = ["(", '    format: "polyplan",', "    version: 1,", f'    name: "Front {number}",']
    lines.append("    candidates: [" + ", ".join(f'"{name}"' for name in CANDIDATES) + "],")
    lines.append('    roles: {\n        "dev": (\n            name: "developer",\n            skills: {')
    for language in dice.sample(["go", "python", "rust", "java"], 2):
        lines.append(f'                "{language}": "fluent",')
    lines.append("            },\n        ),\n    },")
    lines.append("    components: {")
    for at in range(COMPONENTS):
        kind = dice.choice(["service", "service", "web-app", "worker", "model-serving"])
        low = dice.choice([0.5, 1, 2, 5, 10])
        inputs = {
            "cpu_time": f"{low}..{low * 2}..{low * 6} ms",
            "work": f"{dice.choice([4, 8, 16, 30])} person-weeks",
            "io_wait": f"{dice.choice([0, 2, 5, 20])} ms",
        }
        if at < 4:
            inputs["external_rate"] = f"{dice.choice([20, 50, 150, 400])} req/s"
            inputs["p99_target"] = "200 ms"
        lines.append(f'        "c{at:02}": (\n            name: "Component {at}",')
        lines.append(f'            kind: "{kind}",\n            cpu_language: "python",')
        lines.append(f'            owner: "dev",\n            inputs: {{')
        lines += [f'                "{name}": "{value}",' for name, value in inputs.items()]
        lines.append("            },\n        ),")
    lines.append("    },\n    links: {")
    for to in range(4, COMPONENTS):
        for of in sorted(dice.sample(range(max(0, to - 9), to), dice.choice([1, 1, 2]))):
            style = dice.choice(["request", "request", "request", "message"])
            lines.append(f'        "c{of:02}-c{to:02}": (\n            from: "c{of:02}",')
            lines.append(f'            to: "c{to:02}",\n            style: "{style}",')
            lines.append(f"            stage: {dice.choice([0, 0, 1])},\n        ),")
    lines.append("    },\n)\n")
    return "\n".join(lines)


class Assignments(Problem):
    """Three objectives, computed by the program."""

    def __init__(self, program, path):
        self.program, self.path = program, path
        answer = subprocess.run(
            [program, "assign", path, "--format", "json"], capture_output=True, check=True
        )
        open_for = json.loads(answer.stdout)["open"]
        self.open = {of["component"]: of["candidates"] for of in open_for}
        upper = np.array([len(of) - 1 for of in self.open.values()])
        super().__init__(n_var=len(self.open), n_obj=3, xl=0, xu=upper, vtype=int)

    def _evaluate(self, x, out, *_args, **_kwargs):
        rows = [
            {name: of[int(at)] for (name, of), at in zip(self.open.items(), row)} for row in x
        ]
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(rows, file)
            file.flush()
            answer = subprocess.run(
                [self.program, "assign", self.path, "--evaluate", file.name],
                capture_output=True,
                check=True,
            )
        found = json.loads(answer.stdout)["evaluated"]
        out["F"] = np.array([[one["cost"], one["weeks"], one["p99_ms"]] for one in found])


def main(program):
    FOLDER.mkdir(exist_ok=True)
    fronts = {}
    for number in range(1, PLANS + 1):
        path = FOLDER / f"{number:02}.plan.ron"
        path.write_text(plan(number))
        algorithm = NSGA2(
            pop_size=100,
            sampling=IntegerRandomSampling(),
            crossover=UniformCrossover(repair=RoundingRepair()),
            mutation=PolynomialMutation(prob_var=1 / COMPONENTS, eta=3, repair=RoundingRepair()),
            eliminate_duplicates=True,
        )
        found = minimize(Assignments(program, str(path)), algorithm, ("n_gen", 200), seed=number)
        # Which of the candidates that are open for it each component takes; the program says what
        # that comes to, so that the reference keeps up with the model.
        choices = sorted({"".join(str(int(at)) for at in row) for row in found.X})
        fronts[path.stem.removesuffix(".plan")] = choices
        print(path.name, len(choices), "assignments", file=sys.stderr)
    text = json.dumps({"fronts": fronts}, indent=0)
    (FOLDER / "nsga2.json").write_text(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
