#!/usr/bin/env bash
# Makes the release of a tag on GitHub with its files and notes; run again, it puts the same files in place of the same.
# Needs TAG, IN (what release.sh left), REPOSITORY (owner/name) and GH_TOKEN.
set -euo pipefail
notes=$(mktemp)
trap 'rm -f "$notes"' EXIT
# Notes hold 125,000 characters; changes.csv and changes.md of the release have all.
# A link to a page of the repository leads to it as it is in the tag: beside a release there are no pages.
head --bytes=120000 "$IN/notes.md" | iconv --from-code=UTF-8 --to-code=UTF-8 -c |
  sed --regexp-extended "s,\]\(([^]():#][^]():]*)\),](https://github.com/$REPOSITORY/blob/$TAG/\1),g" > "$notes"
if [ "$(wc -c < "$IN/notes.md")" -gt 120000 ]; then printf '\n\n`changes.md` in the release has the rest.\n' >> "$notes"; fi
if gh release view "$TAG" --repo "$REPOSITORY" > /dev/null 2>&1; then
  gh release upload "$TAG" "$IN"/assets/* --repo "$REPOSITORY" --clobber
else
  gh release create "$TAG" "$IN"/assets/* --repo "$REPOSITORY" --verify-tag --title "Mawaqif ${TAG#v}" --notes-file "$notes"
fi
