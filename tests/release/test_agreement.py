"""Agreement is computed from the published codings, and the pages and metadata say what it says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import krippendorff
import numpy as np
import polars as pl
import pytest

from conftest import ROOT, Run, edit, lay_out
from mawaqif.release.agreement import Agreement, Coded, Pair, _bootstrap, _Groups, _measure, as_records, measure_agreement
from mawaqif.release.agreement_by_document import documents_coded_twice
from mawaqif.release.editions import descriptor_edition
from unchanged import real, real_published


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Agreement]:
    return {(item.measure, item.topic_id): item for item in measure_agreement(real(), draws=0)}


def nominal_alpha(pairs: Sequence[Pair]) -> float:
    """Krippendorff's alpha for two coders and nominal data without gaps, from its definition."""
    values = [value for pair in pairs for value in pair]
    observed = sum(first != second for first, second in pairs) / len(pairs)
    n = len(values)
    expected = 1 - sum(values.count(value) * (values.count(value) - 1) for value in set(values)) / (n * (n - 1))
    return 1 - observed / expected


def test_alpha_is_that_of_the_definition(found: dict[tuple[str, str], Agreement]) -> None:
    tables = real().tables
    kinds = tables["recoded_kinds"].frame.select("first_kind", "second_kind").rows()
    assert found["kind", ""].alpha == pytest.approx(nominal_alpha(kinds))
    both = tables["recodings"].frame.drop_nulls(["first_stance", "second_stance"]).select("first_stance", "second_stance").rows()
    assert (found["stance", ""].units, found["stance", ""].alpha) == (len(both), pytest.approx(nominal_alpha(both)))
    statements, topics = tables["recoded_kinds"].frame.height, tables["topics"].frame.height
    coded = tables["recodings"].frame.select(pl.col("first_stance").is_not_null(), pl.col("second_stance").is_not_null()).rows()
    presence: list[Pair] = [*coded, *[(False, False)] * (statements * topics - len(coded))]
    assert found["presence", ""].alpha == pytest.approx(nominal_alpha(presence))


def coded(groups: Iterable[Sequence[Pair]], each: int = 0) -> Coded:
    """Return groups, of which some may hold no pair, as kinds."""
    held = [tuple(sorted(pairs, key=repr)) for pairs in groups]
    return Coded(Counter(filter(None, held)), len(held), each)


class _Drawn:
    """Chance that gives the samples it is told to give, of the kinds of groups in their order."""

    def __init__(self, *samples: Sequence[int]) -> None:
        self.samples = samples

    def multinomial(self, n: int, _p: object, size: int) -> np.ndarray:
        assert {sum(sample) for sample in self.samples} == {n}
        assert len(self.samples) == size
        return np.array(self.samples)


def _given(monkeypatch: pytest.MonkeyPatch, *samples: Sequence[int]) -> None:
    monkeypatch.setattr("mawaqif.release.agreement.np.random.default_rng", lambda _seed: _Drawn(*samples))


def test_a_sample_of_every_group_once_gives_the_same_alpha(monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[list[Pair]] = [[("a", "a"), ("a", "b")], [("b", "b")], [], [("c", "a")], [("a", "a")], [("a", "a")]]
    units = [pair for pairs in groups for pair in pairs]
    alike = _Groups.of(coded(groups))
    assert sorted(alike.numbers) == [1, 1, 1, 1, 2]
    _given(monkeypatch, *[alike.numbers.tolist()] * 3)
    assert _bootstrap(alike, 3) == pytest.approx([nominal_alpha(units)] * 3)
    assert (alike.units, alike.differing) == (6, 2)


def test_what_neither_coder_found_counts_though_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found = coded([[], [(True, True), (True, False)], [(False, True)], []], each=3)
    assert found.silent == 9
    units: list[Pair] = [(True, True), (True, False), (False, True), *[(False, False)] * 9]
    twice: list[Pair] = [*[(True, True), (True, False), (False, False)] * 2, (False, True), *[(False, False)] * 5]
    # The kinds: the group with one unit, that with two, and the two with none.
    _given(monkeypatch, [1, 1, 2], [1, 2, 1])
    assert _bootstrap(_Groups.of(found), 2) == pytest.approx([nominal_alpha(units), nominal_alpha(twice)])


@pytest.mark.parametrize("seed", range(5))
def test_alpha_and_its_interval_are_those_of_a_sample_group_by_group(seed: int) -> None:
    """The package for the coefficient; samples that are drawn group by group for its interval, to a hundredth."""
    rng = np.random.default_rng(seed)
    groups: list[list[Pair]] = [
        [(bool(a), bool(a) != (rng.random() < 0.1)) for a in rng.random(rng.integers(1, 4)) < 0.4] for _ in range(300)
    ]
    units = [pair for pairs in groups for pair in pairs]
    found = _measure("presence", "", coded(groups), 5000)
    data = np.array(units, dtype=int).T
    assert found.alpha == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
    drawn = ([pair for place in rng.integers(0, 300, 300) for pair in groups[place]] for _ in range(1000))
    low, high = np.percentile([nominal_alpha(sample) for sample in drawn], [2.5, 97.5])
    assert (found.low, found.high) == (pytest.approx(low, abs=0.02), pytest.approx(high, abs=0.02))


def test_a_document_that_was_coded_twice_was_coded_twice_completely() -> None:
    frames = {name: table.frame for name, table in real().tables.items()}
    document = frames["statements"].select("statement_id", "document_id")
    twice = frames["recoded_kinds"].join(document, on="statement_id")["document_id"].unique().implode()
    wanted = {
        "statements": ("recoded_kinds", ["statement_id"]),
        "citations": ("recoded_locators", ["citation_id"]),
        "positions": ("recoded_positions", ["provision_id", "actor_id"]),
    }
    for name, (again, key) in wanted.items():
        rows = frames[name] if "document_id" in frames[name].columns else frames[name].join(document, on="statement_id")
        rows = rows.filter(pl.col("document_id").is_in(twice))
        assert rows.height > 0, name
        assert rows.join(frames[again], on=key, how="anti").height == 0, name


def test_the_release_publishes_the_figures(release: Path) -> None:
    published = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["agreement"]
    fresh = as_records(measure_agreement(real()))
    assert published == fresh
    overall = [item for item in published if not item["topic_id"]]
    assert {item["measure"] for item in overall} == {"presence", "stance", "kind", "locator", "position"}
    for item in overall:
        assert item["low"] <= item["alpha"] <= item["high"]


def test_a_document_has_figures_of_its_own(release: Path) -> None:
    dataset = real()
    told = documents_coded_twice(dataset, draws=0)
    kinds = dataset.tables["recoded_kinds"].frame.join(dataset.tables["statements"].frame, on="statement_id")
    for item in told:
        own = kinds.filter(pl.col("document_id") == item["document_id"]).select("first_kind", "second_kind").rows()
        assert item["codedTwice"]["statement"] == len(own)
        # Of what nobody has coded a second time, there are no figures.
        measured = [(row["units"], row["agreed"]) for row in item["agreement"] if row["measure"] == "kind"]
        assert measured == ([(len(own), sum(first == second for first, second in own))] if own else [])
    for measure in ("kind", "locator", "position"):
        parts = [row["units"] for item in told for row in item["agreement"] if row["measure"] == measure]
        assert sum(parts) == next(row.units for row in measure_agreement(dataset, draws=0) if row.measure == measure)
    published = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["agreementByDocument"]
    assert [(item["document_id"], item["coded"], item["codedTwice"]) for item in published] == [
        (item["document_id"], item["coded"], item["codedTwice"]) for item in told
    ]


def test_the_index_of_many_topics_and_documents_tells_agreement_as_a_whole(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (release / "csv", release / "parquet"):
        (tmp_path / path.name).symlink_to(path)
    told = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    monkeypatch.setattr(descriptor_edition, "MOST_TOPICS", 1)
    monkeypatch.setattr(descriptor_edition, "MOST_DOCUMENTS", 1)
    descriptor_edition.EDITION.write(real_published(), tmp_path)
    found = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert found["agreement"] == [item for item in told["agreement"] if not item["topic_id"]]
    assert "agreementByDocument" not in found


def test_the_command_asks_of_one_document(run: Run, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "package", ROOT / "tests/cases/MQ455-settled-note/good")
    result = run("mawaqif", "agreement", folder, "--document", "lamp-report-2020", "--format", "csv")
    assert result.stdout.splitlines()[3].startswith("kind,,4,3,0.")
    other = run("mawaqif", "agreement", folder, "--document", "tide-report")
    assert (other.returncode, "called 'tide-report'; there are lamp-report-2020" in other.stderr) == (2, True)


def test_a_sharper_wording_is_that_of_a_topic() -> None:
    lines = (ROOT / "docs/chapters/en/boundaries.txt").read_text(encoding="utf-8").splitlines()
    worded = {line.partition(": ")[0] for line in lines}
    assert worded <= set(real().tables["topics"].frame["topic_id"])


@pytest.mark.thorough
def test_the_pages_are_fresh(run: Run) -> None:
    assert run("mawaqif", "docs", "--check", cwd=ROOT).stdout == ""


def test_no_recodings_no_figures(package: Path, run: Run) -> None:
    result = run("mawaqif", "agreement", package)
    assert (result.returncode, result.stdout) == (2, "")
    edit(package / "datapackage/statement_topics.csv", "s001,lamp-oil,supports", "s001,lamp-oil,suports")
    assert run("mawaqif", "agreement", package).returncode == 1
