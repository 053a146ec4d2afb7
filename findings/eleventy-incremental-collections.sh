#!/usr/bin/env bash
# Eleventy 3.1.8 (2026) with --watch --incremental renders the pages that depend on a changed file. It knows of a collection that a page
# goes through by pagination, but not of one of addCollection() that a template names in its text: a page that prints
# `collections.people` stays as it was when a new file brings a new member ("Wrote 1 file (skipped 2)"), though the collection itself is
# made anew. So an index of people, topics or years in a preview is wrong until all is built again; nothing says so.
# Source: the package as published on npm, Node.js 20; seen on Linux. Its documentation names --incremental a partial build.
# What sitegen does: each page notes what it reads of the archive while it is made, whole tables too (docs/decisions/0038), so who goes
# through all people is made again when there is one more. benchmarks/ says where a peer's site was wrong after an edit.
set -euo pipefail
folder=$(mktemp -d)
watcher=
trap '[ -z "$watcher" ] || kill "$watcher" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
echo '{"type": "module"}' >package.json
npm install --silent --no-audit --no-fund @11ty/eleventy@3.1.8 >/dev/null 2>&1
mkdir src
cat >eleventy.config.js <<'JS'
export default (config) => {
  config.addCollection("people", (api) => [
    ...new Set(api.getFilteredByGlob("src/*.md").flatMap((one) => one.data.people ?? [])),
  ]);
  return { dir: { input: "src", output: "watched" } };
};
JS
printf -- '---\npermalink: people/index.html\n---\n{%% for one in collections.people %%}{{ one }};{%% endfor %%}\n' >src/people.njk
printf -- '---\npeople: [Ann]\n---\nWords.\n' >src/a.md
eleventy=node_modules/.bin/eleventy
"$eleventy" --version
"$eleventy" --watch --incremental >log 2>&1 &
watcher=$!
wait_for() { for _ in $(seq 600); do if eval "$1"; then return; fi; sleep 0.1; done; echo "nothing came of it: $1"; cat log; exit 2; }
wait_for 'grep -q "Watching" log && [ -s watched/people/index.html ]'
echo "before:  $(cat watched/people/index.html)"
sleep 1
printf -- '---\npeople: [Bob]\n---\nWords.\n' >src/b.md
wait_for '[ -s watched/b/index.html ]'
sleep 3
"$eleventy" --quiet --output=fresh
echo "watched: $(cat watched/people/index.html)"
echo "fresh:   $(cat fresh/people/index.html)"
[ "$(cat watched/people/index.html)" = "Ann;" ]
[ "$(cat fresh/people/index.html)" = "Ann;Bob;" ]
