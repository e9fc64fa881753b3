#!/usr/bin/env bash
# Mirrors a release to the hub that `datasets` loads from, whole, so that its checksums hold there too.
# What an earlier version had and this one has not goes; the version stays as a tag.
# Needs TAG, IN (what release.sh left), HUB_DATASET (owner/name), HF_TOKEN, and HF (the command of the hub).
set -euo pipefail
version=${TAG#v}
"$HF" upload "$HUB_DATASET" "$IN/data" . --repo-type dataset --delete '*' --commit-message "Version $version"
"$HF" repos tag create "$HUB_DATASET" "$TAG" --repo-type dataset --message "Version $version"
