#!/usr/bin/env bash
# Makes every file of a release from a tag, twice, and compares the two; leaves in OUT
#   assets/   what is attached to the release, with its SHA256SUMS
#   package/  wheel and sdist alone, for the package index
#   data/     the release as a folder
#   site/     its site
#   notes.md  what is new, for people
# Needs TAG, MAWAQIF (the command), PYTHON (of an environment that `make setup` made) and OUT (a folder outside the checkout);
# takes ADDRESS, the base address of the releases, where there is one. Runs at the top of a clean checkout of the tag, with all tags.
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
if [ -n "$(git status --porcelain)" ]; then echo "the checkout is not clean"; git status --short; exit 2; fi
commit=$(git rev-parse --verify --quiet "refs/tags/$TAG^{commit}") || { echo "there is no tag $TAG"; exit 2; }
if [ "$commit" != "$(git rev-parse HEAD)" ]; then echo "the tag $TAG is of $commit, which is not checked out"; exit 2; fi
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
since=()
if last=$(git describe --tags --abbrev=0 --match 'v[0-9]*' "$TAG^" 2>/dev/null); then since=(--since "$last"); fi
"$MAWAQIF" promise --tag "$TAG" "${since[@]}"

make_all() {
  local name="mawaqif-${TAG#v}" address=()
  if [ -n "${ADDRESS:-}" ]; then address=(--address "$ADDRESS"); fi
  mkdir -p "$1/assets"
  "$MAWAQIF" build --out "$1/data" "${since[@]}" "${address[@]}"
  "$MAWAQIF" site --release "$1/data" --out "$1/site"
  "$PYTHON" -m build --no-isolation --outdir "$1/package" . > "$1/build.log" 2>&1 || { cat "$1/build.log"; exit 1; }
  rm "$1/build.log"
  cp "$1/package"/* "$1/data"/*.zip "$1/assets/"
  # What the tool is made of, for whoever looks for a flaw in a part of it.
  PYTHONPATH="$("$PYTHON" -c 'import sys; print(sys.prefix)')/clients/apart" \
    "$PYTHON" -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --spec-version 1.6 \
    --output-file "$1/parts.json" 2> "$1/build.log" || { cat "$1/build.log"; exit 1; }
  # What is bundled into the interactive parts, which have their own inventory; a site without them has none.
  local bundled=/dev/null
  if [ -f "$1/site/assets/explorer.js" ]; then bundled="$1/site/assets/parts.cdx.json"; fi
  # The version is not in the project file, which takes it from the index of the package.
  jq --arg version "${TAG#v}" --slurpfile bundled "$bundled" \
    '.metadata.component.version = $version | .components += [$bundled[].components[]]' "$1/parts.json" > "$1/assets/$name.cdx.json"
  rm "$1/parts.json" "$1/build.log"
  # The release whole, with one folder on top; the same files give the same bytes.
  tar --create --sort=name --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' --mtime="@$SOURCE_DATE_EPOCH" \
    --directory="$1" --transform="s,^data,$name-release," data | gzip --no-name > "$1/assets/$name-release.tar.gz"
  (cd "$1/assets" && sha256sum -- * > SHA256SUMS.made && mv SHA256SUMS.made SHA256SUMS)
  # Where nothing was released before, the changelog alone says what is new.
  if [ -f "$1/data/changes.md" ]; then cp "$1/data/changes.md" "$1/notes.md"
  else awk -v start="## ${TAG#v} " '/^## / {on = index($0, start) == 1} on' CHANGELOG.md > "$1/notes.md"; fi
}

again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
make_all "$OUT"
make_all "$again"
"$(dirname "$0")/same.sh" "$OUT" "$again"
"$MAWAQIF" verify "$OUT/data"
