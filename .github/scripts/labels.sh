#!/usr/bin/env bash
# Makes the labels of the project in its repository, or brings them to what `.github/labels.json` says; removes none.
# Needs REPOSITORY (owner/name) and a `gh` that is logged in; runs at the top of a checkout.
set -euo pipefail
jq --raw-output '.[] | [.name, .color, .description] | @tsv' .github/labels.json | while IFS=$'\t' read -r name color description; do
  gh label create "$name" --repo "$REPOSITORY" --color "$color" --description "$description" --force < /dev/null
done
