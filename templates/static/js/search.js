// Asks Pagefind's index, shows what it finds, keeps the question in the address
(() => {
  const get = (id) => document.getElementById(id);
  const [form, found, list, more] = [get("search"), get("found"), get("results"), get("more")];
  const input = form.elements.q;
  const menus = [...form.querySelectorAll("select")];
  const at = (url) => new URL(form.dataset.root + url, location.href).href;
  let engine, results, timer, turn = 0;

  const make = (tag, props, ...children) => {
    const made = Object.assign(document.createElement(tag), props);
    made.append(...children);
    return made;
  };

  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of [input, ...menus]) choose(field, asked.get(field.name) ?? "");
  };

  const choose = (field, value) => {
    field.value = value;
    if (field.value !== value) field.append(new Option(value, value, true, true));
  };

  // Told as `theme.js` tells it; a frame of one's own may lack it.
  const working = (what, isAtWork) => window.working?.(what, isAtWork);

  const ask = (isNew) => {
    clearTimeout(timer);
    working("typing", false);
    const given = new URLSearchParams([.../** @type {any} */ (new FormData(form))].filter(([, value]) => value.trim()));
    history[isNew ? "pushState" : "replaceState"](null, "", `?${given}`);
    run().catch(fail);
  };

  const run = async () => {
    const mine = ++turn;
    working("search", true);
    const words = input.value.trim();
    const used = menus.filter((menu) => menu.value);
    const search = async (facets) => words || facets.length
      ? engine.search(words || null, { filters: Object.fromEntries(facets.map(({ name, value }) => [name, value])) })
      : { results: [], filters: await engine.filters() };
    const answer = await search(used);
    // What else a facet in use could give is counted without it.
    const counted = await Promise.all(menus.map((one) => one.value ? search(used.filter((two) => two !== one)) : answer));
    if (mine !== turn) return;
    menus.forEach((menu, place) => offer(menu, counted[place].filters[menu.name] ?? {}));
    results = answer.results;
    list.replaceChildren();
    await show(words);
    if (mine !== turn) return;
    const count = results.length === 1 ? "1 result" : `${results.length || "No"} results`;
    found.replaceChildren(words || used.length ? count : "", ...words ? [" for “", make("bdi", {}, words), "”"] : []);
    working("search", false);
  };

  /** The number of a year in words, to sort by: `45 BC` comes before `1960s`. */
  const yearNumber = (words) =>
    Number(/[\d,]+/.exec(words)?.[0].replaceAll(",", "")) * (words.endsWith(" BC") ? -1 : 1);

  const offer = (menu, counts) => {
    const { value } = menu;
    const names = Object.keys(counts).filter((name) => counts[name]).sort((a, b) => a.localeCompare(b));
    if (menu.name === "year") names.reverse().sort((a, b) => yearNumber(b) - yearNumber(a));
    menu.replaceChildren(menu.options[0], ...names.map((name) => make("option", { value: name, dir: "auto" }, `${name} (${counts[name]})`)));
    menu.parentElement.hidden = !names.length && !value;
    choose(menu, value);
  };

  const wordsOf = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

  // Of a word that is nowhere Pagefind looks for the longest beginning that is somewhere: `with` for `withdrawn`.
  const isElsewhere = (word, hits) => !/[\p{scx=Han}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]/u.test(word) && hits.every((hit) => {
    let same = 0;
    while (same < word.length && word[same] === hit[same]) same += 1;
    return same * 2 <= word.length;
  });

  const show = async (words = "") => {
    const [mine, start] = [turn, list.children.length];
    const next = await Promise.all(results.slice(start, start + 10).map((one) => one.data()));
    if (mine !== turn) return;
    const hits = next.map(({ excerpt }) => pieces(excerpt).filter((_, place) => place % 2).flatMap(wordsOf));
    const isShown = hits.every((some) => some.length);
    if (isShown && wordsOf(words).some((word) => word.length > 2 && isElsewhere(word, hits.flat()))) [results, next.length] = [[], 0];
    list.append(...next.map(item));
    more.hidden = list.children.length >= results.length;
  };

  const item = ({ anchors, excerpt, filters, meta }) => {
    const [url, page, line, language] = anchors.map((anchor) => anchor.id);
    const [lang, dir] = language ? decodeURIComponent(language.slice(1)).split(" ") : [];
    const tongue = lang ? { lang, dir } : {};
    const [kind] = filters.kind;
    const words = pieces(excerpt);
    const title = make("a", { ...tongue, href: at(url) + (kind === "Article" ? toWords(words) : "") }, make("bdi", {}, meta.title));
    const own = page !== url && make("a", { href: at(page) }, `About this ${kind.toLowerCase()}`);
    const parts = [kind, decodeURIComponent(line.slice(1)), own].filter(Boolean);
    return make("li", {},
      make("h2", {}, title),
      make("p", { className: "meta parts" }, ...parts.flatMap((part) => [make("span", {}, part), " "])),
      make("p", { ...tongue, className: "lead" }, ...words.map((text, place) => place % 2 ? make("mark", { className: "hit" }, text) : text)));
  };

  // Text, `<` and `>` escaped, cut by <mark>: every second piece is a hit. It never becomes HTML.
  const pieces = (excerpt) => excerpt.replaceAll("\u200b", "").split(/<\/?mark>/)
    .map((text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));

  // The longest stretch of hits; a browser that does not know `#:~:text=` shows the top.
  const toWords = (words) => {
    let [best, before, after] = ["", "", ""];
    for (let first = 1; first < words.length; first += 2) {
      let [run, last] = [words[first], first];
      while (words[last + 2] && !words[last + 1].trim()) run += words[last + 1] + words[last += 2];
      const core = run.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
      if (core.length <= best.length) continue;
      best = core;
      before = run.startsWith(core) && words[first - 1].slice(-99).match(/(?:[^\s.!?:…]+\s+){1,3}$/);
      after = run.endsWith(core) && words[last + 1].match(/^(?:\s+[^\s.!?:…]+){1,3}(?=\s)/);
    }
    const safe = (text) => encodeURIComponent(String(text).trim()).replaceAll("-", "%2D");
    return best && `#:~:text=${before ? `${safe(before)}-,` : ""}${safe(best)}${after ? `,-${safe(after)}` : ""}`;
  };

  const begin = async () => {
    if (location.protocol === "file:") throw "from-disk";
    working("index", true);
    if (location.search) readAddress();
    const pagefind = await import(at("search/pagefind/pagefind.js"));
    engine = pagefind.createInstance({ noWorker: true });  // a worker needs a policy of its own
    await engine.filters();  // what is not loaded is not counted
    await run();
    get("facets").hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); ask(true); });
    form.addEventListener("change", (event) => event.target !== input && ask(true));
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); working("typing", true); });
    addEventListener("popstate", () => { readAddress(); run().catch(fail); });
    more.addEventListener("click", async () => {
      const start = list.children.length;
      working("more", true);
      await show();
      list.children[start].querySelector("a").focus();
      working("more", false);
    });
  };

  const fail = (fault) => {
    working("search", false);
    form.hidden = true;
    get(fault === "from-disk" ? fault : "no-index").hidden = false;
  };

  begin().catch(fail).finally(() => working("index", false));
})();
