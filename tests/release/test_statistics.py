"""The SPSS and Stata files hold the rows of the flat tables, with labels in both languages, and R reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat
import pytest

READERS: dict[str, Any] = {"sav": pyreadstat.read_sav, "dta": pyreadstat.read_dta}


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("name", ["stances", "statements_wide"])
def test_rows_and_labels_are_those_of_the_flat_table(name: str, ending: str, release: Path) -> None:
    path, wanted = str(release / f"{name}.{ending}"), pl.read_parquet(release / f"{name}.parquet")
    frame, said = READERS[ending](path)
    assert said.number_rows == wanted.height
    assert frame["statement_id"].tolist() == wanted["statement_id"].to_list()
    assert [text or None for text in frame["summary_ar" if "summary_ar" in frame else "topic_ar"]] == (
        wanted["summary_ar" if "summary_ar" in frame else "topic_ar"].to_list()
    )
    assert said.column_names_to_labels["kind"] == "Kind · النوع"
    labels = said.variable_value_labels["kind"]
    assert [labels[code] for code in frame["kind"]] == [
        " · ".join(dict.fromkeys(pair)) for pair in wanted.select("kind_en", "kind_ar").rows()
    ]
    assert not {"kind_en", "kind_ar"} & set(frame.columns)


R = """
library(haven)
x <- read_sav(commandArgs(trailingOnly = TRUE)[1])
cat(nrow(x), "\\n")
cat(levels(as_factor(x$stance)), sep = "\\n")
"""


def test_r_reads_the_labels(release: Path, tmp_path: Path) -> None:
    if (
        not shutil.which("Rscript")
        or subprocess.run(["Rscript", "-e", "library(haven)"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no R with haven here; `apt-get install r-cran-haven` brings it")
    (tmp_path / "ask.R").write_text(R)
    told = subprocess.run(
        ["Rscript", str(tmp_path / "ask.R"), str(release / "stances.sav")],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    rows, *labels = told.stdout.splitlines()
    assert int(rows) == pl.read_parquet(release / "stances.parquet").height
    assert labels == ["supports · يؤيد", "opposes · يعارض", "mixed · مختلط", "neutral · محايد"]
