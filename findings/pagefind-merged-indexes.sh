#!/usr/bin/env bash
# Two indexes merged with `mergeIndex` of Pagefind 1.5.2 find more than one index of the same pages: where an index lacks a word, Pagefind looks for the
# longest beginning of it that the index has (`with` for `withdrawn`). With one index that happens where the word is nowhere; with several it happens in
# each that lacks it, and what is found there stands among the right results, with nothing that tells them apart.
# Source: pagefind.js asks each merged index for itself, and joins what they find. Needs Node 20 or later and Python.
# What sitegen does: makes one index for each language, and asks each for itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pagefind_bin==1.5.2 2>/dev/null
mkdir -p "$folder/one" "$folder/two" "$folder/whole" "$folder/site"
echo '<html lang="en"><body><h1>Ferry</h1><p>The ferry was withdrawn.</p></body></html>' >"$folder/one/ferry.html"
echo '<html lang="en"><body><h1>Bees</h1><p>They live with hedges.</p></body></html>' >"$folder/two/bees.html"
cp "$folder"/one/*.html "$folder"/two/*.html "$folder/whole"
for index in one two whole; do
    "$folder/venv/bin/python" -m pagefind_bin --site "$folder/$index" --output-path "$folder/site/$index" --silent
done
"$folder/venv/bin/python" -u -m http.server --bind 127.0.0.1 --directory "$folder/site" 0 >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 50); do grep -q 'port ' "$folder/log" && break; sleep 0.1; done
port=$(grep -o 'port [0-9]*' "$folder/log" | cut -d' ' -f2)
cp "$folder/site/one/pagefind.js" "$folder/pagefind.mjs"
cat >"$folder/ask.mjs" <<'JAVASCRIPT'
const [, , folder, port, first, ...others] = process.argv;
const { createInstance } = await import(`${folder}/pagefind.mjs`);
const at = (index) => `http://127.0.0.1:${port}/${index}/`;
const engine = createInstance({ basePath: at(first), noWorker: true });
await engine.init();
for (const index of others) await engine.mergeIndex(at(index));
const { results } = await engine.search("withdrawn");
console.log((await Promise.all(results.map((one) => one.data()))).map(({ meta }) => meta.title).sort().join(", "));
process.exit(0);
JAVASCRIPT
"$folder/venv/bin/python" -m pagefind_bin --version
whole=$(node "$folder/ask.mjs" "$folder" "$port" whole) && echo "one index: $whole"
merged=$(node "$folder/ask.mjs" "$folder" "$port" one two) && echo "two merged: $merged"
[ "$whole" = "Ferry" ] && [ "$merged" = "Bees, Ferry" ] || { echo "this has changed"; exit 1; }
