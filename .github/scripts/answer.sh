#!/usr/bin/env bash
# Answers an issue form: opens or renews the pull request of its rows, or says in one comment what is to be mended.
# Runs nothing that came with the form: a patch of tables is applied, and a text is sent.
# Needs GITHUB_EVENT_PATH, IN (what propose.sh left), GH_TOKEN, REPOSITORY (owner/name) and BASE (the main branch); runs at the top of a clean
# checkout of BASE whose `origin` may be pushed to.
set -euo pipefail
mark="<!-- mawaqif: answer to a form -->"
bot="41898282+github-actions[bot]@users.noreply.github.com"
for file in answer.md rows.patch; do
  if [ -L "$IN/$file" ]; then echo "$file is a link"; exit 2; fi
done
number=$(jq --raw-output '.issue.number' "$GITHUB_EVENT_PATH")
[[ "$number" =~ ^[0-9]{1,9}$ ]] || { echo "the event has no issue"; exit 2; }
branch="row/issue-$number"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A text of at most 64,000 bytes as a field of JSON; a mention in it would call people.
body() { head --bytes=64000 "$1" | iconv --from-code=UTF-8 --to-code=UTF-8 -c | jq --raw-input --slurp --arg before "$2" \
  '{body: ($before + "\n" + gsub("@"; "@\u2060"))}'; }

# Write the one comment of this workflow on the issue, or edit it.
comment() {
  local earlier
  earlier=$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments" \
    --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- mawaqif:"))) | .id' | head -n 1)
  body "$1" "$mark" > "$work/body.json"
  if [ -n "$earlier" ]; then
    gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$earlier" --input "$work/body.json"
  else
    gh api --silent --method POST "repos/$REPOSITORY/issues/$number/comments" --input "$work/body.json"
  fi
}

if ! [ -s "$IN/rows.patch" ]; then
  comment "$IN/answer.md"
  exit 0
fi
# Somebody may have worked on the branch since; their commits are not thrown away.
if git fetch --quiet origin "refs/heads/$branch" 2>/dev/null; then
  if [ "$(git log -1 --format=%ae FETCH_HEAD)" != "$bot" ]; then
    echo "The branch \`$branch\` has commits of others, so the form is not read again; go on in the pull request." > "$work/said.md"
    comment "$work/said.md"
    exit 0
  fi
  old=$(git rev-parse FETCH_HEAD)
else
  old=""
fi
git checkout --quiet -B "$branch"
git apply --index --include='datapackage/*.csv' --exclude='*' "$IN/rows.patch"
if git diff --cached --raw | grep -q '^:[0-9]* 120000 '; then echo "the patch makes a link"; exit 2; fi
export GIT_AUTHOR_NAME='github-actions[bot]' GIT_AUTHOR_EMAIL="$bot" GIT_COMMITTER_NAME='github-actions[bot]' GIT_COMMITTER_EMAIL="$bot"
git commit --quiet --message "Add the statement of issue $number"
git push --quiet "--force-with-lease=refs/heads/$branch:$old" origin "HEAD:refs/heads/$branch"
found=$(gh api --method GET "repos/$REPOSITORY/pulls" -f state=open -f head="${REPOSITORY%%/*}:$branch" --jq '.[0].number // empty')
body "$IN/answer.md" "Closes #$number. To let the checks run here, close this pull request and open it again." > "$work/pull.json"
if [ -n "$found" ]; then
  gh api --silent --method PATCH "repos/$REPOSITORY/pulls/$found" --input "$work/pull.json"
else
  jq --arg title "Statement of issue $number" --arg head "$branch" --arg base "$BASE" \
    '. + {title: $title, head: $head, base: $base}' "$work/pull.json" > "$work/new.json"
  found=$(gh api --method POST "repos/$REPOSITORY/pulls" --input "$work/new.json" --jq .number)
fi
echo "The rows are proposed in #$found; its text has the report. الصفوف مقترحة في #$found، وفي نصه التقرير." > "$work/said.md"
comment "$work/said.md"
