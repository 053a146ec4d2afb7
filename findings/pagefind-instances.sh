#!/usr/bin/env bash
# Several instances of one copy of pagefind.js 1.5.2 that work without a worker and are asked at the same time share the memory of one WebAssembly
# program: what is opened last takes the place of the other's, while that one is at work. So one of them finds nothing, or fails with a
# RuntimeError, in some runs and not in others. `createInstance` is made for several indexes on one page, and `noWorker` is what a page
# needs whose policy allows no worker; each does what it says by itself, and so do two that are asked one after the other.
# Source: pagefind.js as the package pagefind_bin 1.5.2 of PyPI writes it: `wasm` is a variable of the module. Needs Node 20 or later and Python.
# What sitegen does: loads the script once for each language, under an address of its own (`pagefind.js?de`), so that each has its own module.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pagefind_bin==1.5.2 2>/dev/null
mkdir -p "$folder/en" "$folder/de" "$folder/site"
echo '<html lang="en"><body><h1>One</h1><p>The ferries are late.</p></body></html>' >"$folder/en/one.html"
echo '<html lang="de"><body><h1>Eins</h1><p>Die Fähren sind verspätet.</p></body></html>' >"$folder/de/eins.html"
for language in en de; do
    "$folder/venv/bin/python" -m pagefind_bin --site "$folder/$language" --output-path "$folder/site/$language" --silent
done
"$folder/venv/bin/python" -u -m http.server --bind 127.0.0.1 --directory "$folder/site" 0 >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 50); do grep -q 'port ' "$folder/log" && break; sleep 0.1; done
port=$(grep -o 'port [0-9]*' "$folder/log" | cut -d' ' -f2)
cp "$folder/site/en/pagefind.js" "$folder/pagefind.mjs"
cat >"$folder/ask.mjs" <<'JAVASCRIPT'
const [, , folder, port, way] = process.argv;
const words = { en: "ferries", de: "Fähren" };
const engines = {};
for (const language of Object.keys(words)) {
  const { createInstance } = await import(`${folder}/pagefind.mjs${way === "apart" ? `?${language}` : ""}`);
  engines[language] = createInstance({ basePath: `http://127.0.0.1:${port}/${language}/`, noWorker: true });
}
const told = await Promise.all(Object.entries(engines).map(async ([language, engine]) => {
  try {
    return `${language}: ${(await engine.search(words[language])).results.length}`;
  } catch (error) {
    return `${language}: ${error.name}`;
  }
}));
console.log(told.join(", "));
process.exit(0);
JAVASCRIPT
"$folder/venv/bin/python" -m pagefind_bin --version
for way in together apart; do
    for _ in $(seq 30); do node "$folder/ask.mjs" "$folder" "$port" "$way" 2>/dev/null || echo failed; done | sort | uniq -c >"$folder/$way"
    echo "$way, of thirty runs:" && cat "$folder/$way"
done
[ "$(wc -l <"$folder/apart")" = 1 ] && grep -q "30 en: 1, de: 1" "$folder/apart" || { echo "this has changed"; exit 1; }
grep -v -q "en: 1, de: 1" "$folder/together" || { echo "this has changed"; exit 1; }
