"""The check of one table by itself, for a package that does not fit into memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from mawaqif.checks.canonical_form import check_canonical_form
from mawaqif.checks.constraints import check_constraints
from mawaqif.checks.relations import check_relations
from mawaqif.checks.rules import RULES, CellRule
from mawaqif.findings import CannotRunError, Report, joined, said
from mawaqif.tables import Dataset, load_descriptor, load_table


def check_table(root: Path, name: str) -> Report:
    """Check one table by itself: its cells, its keys, references within it, its form; nothing that takes another table.

    Args:
        root: folder that holds `datapackage.json`.
        name: the table.

    Raises:
        CannotRunError: there is no readable descriptor, or no readable table of that name.
    """
    descriptor, found = load_descriptor(root)
    if name not in descriptor.tables:
        told = "no table is called {name}; there are {names}", "لا جدول باسم {name}؛ والجداول {names}"
        raise CannotRunError(said(*told, name=name, names=joined(list(descriptor.tables))))
    schema = descriptor.tables[name]
    own = tuple(key for key in schema.foreign_keys if key.table == name)
    table, problems = load_table(root, replace(schema, foreign_keys=own, forbids_unused_rows=False))
    report = Report()
    report.extend([*found, *problems])
    if table is None:
        return report.finish()
    report.rows = {name: table.frame.height}
    alone = Dataset(descriptor, {name: table})
    with pl.Config(engine_affinity="in-memory"):
        report.extend(check_constraints(table))
        check_relations(alone, report)
        for rule in RULES:
            if isinstance(rule, CellRule):
                rule.run(alone, None, report)
        report.extend(check_canonical_form(alone))
    return report.finish()
