#!/usr/bin/env python3
"""Makes salib.csv: what SALib (1.6.0) says of Ishigami's and Sobol's functions on the points of `cogov study design`.

Usage: salib.py COGOV > salib.csv   (needs SALib and numpy)
"""
import csv, io, pathlib, subprocess, sys, tempfile

import numpy as np
from SALib.analyze import morris, pawn, sobol

cogov = str(pathlib.Path(sys.argv[1]).resolve())
# Settings that may be any number from 0 to 1, in the order of the alphabet: that of a study's factors.
SHARES = ["admin_priority", "campaign_law", "core_tasks", "digital_relief", "out_of_mandate"]


def design(kind, factors, size):
    """The points of a design of factors from 0 to 1: roles and coordinates."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"baseline.{name}" for name in SHARES[:factors]]
        text = 'study = 1\nname = "s"\nseeds = 2\n[uncertainties]\n'
        text += "".join(f'"{name}" = [0.0, 1.0]\n' for name in names) + f'[design]\nkind = "{kind}"\n{size}\n'
        path = pathlib.Path(folder, "s.toml")
        path.write_text(text)
        table = subprocess.run([cogov, "study", "design", str(path)], capture_output=True, text=True, check=True)
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    return [row["role"] for row in rows], np.array([[float(row[name]) for name in names] for row in rows])


def ishigami(x):
    x = (2 * x - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def sobol_g(x):
    a = np.array([0, 1, 4.5, 9, 99])
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)


print("function,measure,factor,value")
for name, function, factors in [("ishigami", ishigami, 3), ("sobol_g", sobol_g, 5)]:
    problem = {"num_vars": factors, "names": [str(at) for at in range(factors)], "bounds": [[0, 1]] * factors}
    roles, points = design("saltelli", factors, "points = 1024")
    values = function(points).reshape(-1, factors + 3)
    # SALib has A, AB of each factor, B.
    order = [0, *range(2, factors + 2), 1]
    found = sobol.analyze(problem, values[:, order].reshape(-1), calc_second_order=False, seed=1)
    for measure, key in [("first", "S1"), ("total", "ST")]:
        for at, value in enumerate(found[key]):
            print(f"{name},{measure},{at},{float(value)!r}")
    roles, points = design("sobol", factors, "points = 1024")
    found = pawn.analyze(problem, points, function(points), S=10, seed=1)
    for at, value in enumerate(found["median"]):
        print(f"{name},pawn_median,{at},{float(value)!r}")
    roles, points = design("morris", factors, "trajectories = 64")
    keep = [role != "redrawn" for role in roles]
    found = morris.analyze(problem, points[keep], function(points)[keep], num_levels=4, seed=1)
    for measure in ["mu_star", "mu", "sigma"]:
        for at, value in enumerate(found[measure]):
            print(f"{name},{measure},{at},{float(value)!r}")
