// Asks the search indexes, shows what they find, keeps the question in the address
(() => {
  const get = (id) => document.getElementById(id);
  const [form, found, list, more] = [get("search"), get("found"), get("results"), get("more")];
  const input = form.elements.q;
  const order = form.elements.order;
  const menus = [...form.querySelectorAll("select")].filter((one) => one !== order);
  const at = (url) => new URL(form.dataset.root + url, location.href).href;
  let indexes, results, timer, turn = 0, asking;

  const make = (tag, props, ...children) => {
    const made = Object.assign(document.createElement(tag), props);
    made.append(...children);
    return made;
  };

  const readAddress = () => {
    const asked = new URLSearchParams(location.search);
    for (const field of [input, order, ...menus]) choose(field, asked.get(field.name) ?? "");
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
      ? indexes.search(words, Object.fromEntries(facets.map(({ name, value }) => [name, value])), order.value)
      : { results: { length: 0 }, filters: await indexes.filters() };
    const answer = await search(used);
    // What else a facet in use could give is counted without it.
    const counted = await Promise.all(menus.map((one) => one.value ? search(used.filter((two) => two !== one)) : answer));
    if (mine !== turn) return;
    menus.forEach((menu, place) => offer(menu, counted[place].filters[menu.name] ?? {}));
    results = answer.results;
    list.replaceChildren();
    await show();
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

  const show = async () => {
    const mine = turn;
    const next = results.length ? await results.next() : [];
    if (mine !== turn) return;
    list.append(...next.map(item));
    more.hidden = list.children.length >= results.length;
  };

  const item = (result) => {
    const [url, page] = result.anchors.map((anchor) => anchor.id);
    const { line, lang, dir } = asking.detailsOf(result);
    const tongue = lang ? { lang, dir } : {};
    const [kind] = result.filters.kind;
    const words = asking.piecesOf(result.excerpt);
    const title = asking.whole(result.meta.title);
    const link = make("a", { ...tongue, href: at(url) + (kind === "Article" ? toWords(words) : "") }, make("bdi", {}, title));
    const own = page !== url && make("a", { href: at(page) }, `About this ${kind.toLowerCase()}`);
    return make("li", {},
      make("h2", {}, link),
      make("p", { className: "meta parts" }, ...[kind, line, own].filter(Boolean).flatMap((part) => [make("span", {}, part), " "])),
      make("p", { ...tongue, className: "lead" }, ...words.map((text, place) => place % 2 ? make("mark", { className: "hit" }, text) : text)));
  };

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
    asking = await import(at("static/js/search-indexes.js"));
    indexes = await asking.openIndexes(at("search/pagefind/"));
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
