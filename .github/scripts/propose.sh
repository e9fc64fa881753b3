#!/usr/bin/env bash
# Makes rows of an issue form: reads the event, never a word of it as anything but text, and leaves in OUT
#   answer.md   what came of it, for people
#   rows.patch  the rows, only where they hold against every check
# Needs GITHUB_EVENT_PATH, MAWAQIF (the command) and OUT (an empty folder); runs at the top of a clean checkout.
set -euo pipefail
mkdir -p "$OUT"
jq --raw-output --join-output '.issue.body // ""' "$GITHUB_EVENT_PATH" > "$OUT/form.md"
code=0
# What the command says holds words of the form; lines that a runner would obey are shown as text by it.
"$MAWAQIF" new --from-issue "$OUT/form.md" --answer "$OUT/answer.md" < /dev/null || code=$?
rm "$OUT/form.md"
if [ "$code" = 1 ]; then exit 0; fi
if [ "$code" != 0 ]; then echo "the form could not be read at all"; exit "$code"; fi
# The same rows once more, as `rows.yml` will see them; what it finds beside them is no fault of the form, as that a stretch which
# was set aside and read is coded now.
"$MAWAQIF" validate --base HEAD --format github --also "comment=$OUT/report.md" || true
{ printf '\n'; cat "$OUT/report.md"; } >> "$OUT/answer.md"
rm "$OUT/report.md"
git diff --binary -- datapackage > "$OUT/rows.patch"
