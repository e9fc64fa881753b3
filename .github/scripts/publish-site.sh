#!/usr/bin/env bash
# Puts a site into the branch that the host serves: under its version and as the latest, or as the preview of main.
# The branch keeps one commit, so that it does not grow with each preview; what was published under a version is never changed.
# Needs SITE (the folder), MAWAQIF (the command) and BRANCH; takes PREVIEW=true. Runs in a checkout whose `origin` may be pushed to.
set -euo pipefail
work=$(mktemp -d)
trap 'git worktree remove --force "$work/host" 2>/dev/null || true; rm -rf "$work"' EXIT
code=0
old=$(git ls-remote --exit-code origin "refs/heads/$BRANCH" | cut -f1) || code=$?
git worktree add --quiet --detach --no-checkout "$work/host"
if [ "$code" = 0 ]; then
  git fetch --quiet --depth=1 origin "$old"
  git -C "$work/host" reset --quiet --hard "$old"
elif [ "$code" != 2 ]; then echo "origin does not answer"; exit 2; fi
"$MAWAQIF" shelve "$SITE" "$work/host" ${PREVIEW:+--preview}
cd "$work/host"
git add --all --force
tree=$(git write-tree)
if [ -n "$old" ] && [ "$tree" = "$(git rev-parse "$old^{tree}")" ]; then echo "nothing is new"; exit 0; fi
bot="41898282+github-actions[bot]@users.noreply.github.com"
export GIT_AUTHOR_NAME='github-actions[bot]' GIT_AUTHOR_EMAIL="$bot" GIT_COMMITTER_NAME='github-actions[bot]' GIT_COMMITTER_EMAIL="$bot"
commit=$(git commit-tree "$tree" -m "Publish the site")
git push --quiet "--force-with-lease=refs/heads/$BRANCH:$old" origin "$commit:refs/heads/$BRANCH"
