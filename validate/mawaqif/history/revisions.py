"""Earlier states of the package, read from git."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mawaqif.findings import CannotRunError, Contribution
from mawaqif.history.changes import compare_datasets
from mawaqif.history.git import run_git
from mawaqif.history.reading_record import Reading, RecordError, RowKey, read_record
from mawaqif.history.seal_marks import mark_said
from mawaqif.paths import INDEX, OutsideError, inside, name_problem, read_file, unlinked
from mawaqif.tables import READING_RECORD, SEALINGS, Dataset, load_dataset, read_json, spelt_key


def resolve_revision(root: Path, revision: str) -> str:
    """Return the full identifier of the commit that a revision names.

    Args:
        root: folder of the package, in a git repository.
        revision: branch, tag, commit or any other name that git understands.

    Raises:
        CannotRunError: git is not there, the folder is in no repository, or it knows no such commit.
    """
    _git(root, "rev-parse", "--show-toplevel", problem=f"{root}: not in a git repository, so there is no earlier state")
    problem = f"git knows no commit {revision!r}; a fresh checkout may need `git fetch`"
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", problem=problem)
    return found.decode().strip()


def merge_base(root: Path, revision: str) -> str:
    """Return the merge base of HEAD and a revision.

    Changes are compared with it, because rows that others added to the revision since then
    were not removed by this contribution.

    Raises:
        CannotRunError: as `resolve_revision`, or the two have no commit in common.
    """
    commit = resolve_revision(root, revision)
    problem = f"no commit is common to HEAD and {revision!r}; a checkout with its whole history is needed (fetch-depth: 0)"
    return _git(root, "merge-base", "HEAD", commit, problem=problem).decode().strip()


@contextmanager
def checked_out_state(root: Path, commit: str) -> Iterator[Path]:
    """Lay out index, schemas, tables and reading record of a commit in a temporary folder.

    Args:
        root: folder of the package.
        commit: from `resolve_revision` or `merge_base`.

    Yields:
        The folder; files that the commit does not have are not in it.

    Raises:
        CannotRunError: the commit has no package in this place.
    """
    with TemporaryDirectory(prefix="mawaqif-") as name:
        folder = Path(name)
        _extract(root, commit, [INDEX], folder)
        try:
            index = read_json(folder / INDEX)
        except (OSError, ValueError) as error:
            raise CannotRunError(f"{commit[:12]} has no readable {INDEX} for {root}") from error
        resources = index.get("resources") if isinstance(index, dict) else None
        entries = [item for item in resources if isinstance(item, dict)] if isinstance(resources, list) else []
        named = [item[key] for item in entries for key in ("path", "schema") if isinstance(item.get(key), str)]
        safe = [path for path in named if not name_problem(path)]
        _extract(root, commit, [*dict.fromkeys([*safe, READING_RECORD, SEALINGS])], folder)
        yield folder


def contribution_since(base: str, folder: Path, dataset: Dataset) -> Contribution:
    """Compare an earlier state with the present one, its tables and its other files.

    Args:
        base: what the user calls the earlier state.
        folder: the earlier state, from `checked_out_state`.
        dataset: the state at hand.
    """
    old, _ = load_dataset(folder)
    root = dataset.descriptor.root
    schemas = [item["schema"] for item in dataset.descriptor.resources if isinstance(item["schema"], str)]
    paths = dict.fromkeys([INDEX, *schemas, READING_RECORD, SEALINGS])
    files = [path for path in paths if _read_or_none(folder, path) != _read_or_none(root, path)]
    before, after = _record(folder), _record(root)
    found = compare_datasets(old, dataset, base)
    carried = _carried(found, dataset, before, after)
    sealed = {key: reading for key, reading in after.items() - before.items() if key not in carried} if before else {}
    return replace(
        found,
        files=files,
        sealed=len(sealed),
        readers=sorted({reading.reader for reading in sealed.values()} - {""}),
        recorded=len(before),
        unsealed=sorted(before.keys() - after.keys()),
        unmarked=mark_said(folder) is not None and mark_said(root) is None,
    )


def _carried(
    found: Contribution, dataset: Dataset, before: Mapping[RowKey, Reading], after: Mapping[RowKey, Reading]
) -> set[RowKey]:
    """Return the rows that were read before under another identifier, and not again since: nobody has sealed them anew."""
    carried: set[RowKey] = set()
    for row in found.rows:
        key = (row.table, spelt_key(row.key))
        if key not in after or not (row.follows or (row.successor and len(row.cells) == 1)):
            continue
        was = {cell.column: cell.old or "" for cell in row.cells}
        names = dataset.descriptor.tables[row.table].primary_key
        earlier = before.get((row.table, spelt_key(was.get(name, part) for name, part in zip(names, row.key, strict=True))))
        if earlier is not None and (earlier.reader, earlier.date) == (after[key].reader, after[key].date):
            carried.add(key)
    return carried


def _record(folder: Path) -> dict[RowKey, Reading]:
    try:
        return read_record(folder)
    except RecordError:
        return {}  # a broken record has a finding of its own


def _read_or_none(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file, with the line ends that git keeps; None where it cannot be read."""
    try:
        return read_file(unlinked(root, path)).replace(b"\r\n", b"\n")
    except (OSError, OutsideError):
        return None


def _extract(root: Path, commit: str, paths: list[str], folder: Path) -> None:
    """Write files of a commit into a folder, read through one `git cat-file --batch`."""
    asked = [path for path in paths if "\n" not in path]
    names = "".join(f"{commit}:./{path}\n" for path in asked)
    data = _git(root, "cat-file", "--batch", given=names.encode(), problem=f"{root}: git cannot read {commit[:12]}")
    at = 0
    for path in asked:
        end = data.index(b"\n", at)
        head, at = data[at:end].split(), end + 1
        if head[-1] == b"missing":
            continue
        size = int(head[2])
        if head[1] == b"blob":
            target = inside(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data[at : at + size])
        at += size + 1


def _git(root: Path, *words: str, problem: str, given: bytes = b"") -> bytes:
    try:
        done = run_git(root, *words, given=given)
    except FileNotFoundError as error:
        raise CannotRunError("git is not installed; it is needed to look at earlier states") from error
    said = done.stderr.decode(errors="replace").strip().splitlines()
    if done.returncode != 0 and "dubious ownership" in "".join(said):
        remedy = next(
            (line.strip() for line in said if "safe.directory" in line), "git config --global --add safe.directory PATH"
        )
        raise CannotRunError(f"{root}: git reads no checkout of another user; run `{remedy}` if you trust it")
    objects = os.environ.get("GIT_OBJECT_DIRECTORY", "")
    if done.returncode != 0 and objects and not Path(objects).is_dir():
        raise CannotRunError(f"GIT_OBJECT_DIRECTORY is set to {objects}, which is no folder, so git finds nothing; unset it")
    if done.returncode != 0:
        raise CannotRunError(problem + (f" ({said[-1]})" if said else ""))
    return done.stdout
