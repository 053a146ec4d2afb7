// The indexes of a site, one for each language, asked as one

const WITHOUT_SPACES = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+/gu;
const NAMED = ["Person", "Organization", "Place", "Topic"];
const ORDERS = { newest: "desc", oldest: "asc" };
const AT_ONCE = 10;

/** Opens the indexes below this folder. Throws where there are none. */
export async function openIndexes(folder) {
  const answer = await fetch(`${folder}languages.json`);
  if (!answer.ok) throw Error(`${answer.status}`);
  const languages = await answer.json();
  const engines = await Promise.all(languages.map((one) => openIndex(folder, one)));
  await Promise.all(engines.map((one) => one.filters())); // what is not loaded is not counted
  return new Indexes(engines);
}

/** A worker needs a policy of its own. Without one all instances of a module work in the same memory, and break it. */
const openIndex = async (folder, language) => {
  const { createInstance } = await import(`${folder}pagefind.js?${language}`);
  return createInstance({ basePath: `${folder}${language}/`, noWorker: true });
};

/** What a result has beside its words: its line, names, date, language. */
export const detailsOf = ({ anchors }) => JSON.parse(decodeURIComponent(anchors[2].id.slice(1)));

/** The text of an excerpt, cut by <mark>: every second piece is a hit. It never becomes HTML. */
export const piecesOf = (excerpt) => whole(excerpt).split(/<\/?mark>/)
  .map((text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));

/** A text without the breaks that were put between its words so that they are found. */
export const whole = (text) => text.replace(/\u2060(<\/?mark>)? (<mark>)?/g, "$1$2").replace(/[\u200b\u2060]/g, "");

const wordsOf = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

class Indexes {
  constructor(engines) {
    this.engines = engines;
  }

  /** What is found, and how often each facet is; `facets` has a value for each name, `order` is empty or of ORDERS. */
  async search(words, facets, order) {
    const sort = order ? { [order]: ORDERS[order] } : {};
    const answers = await Promise.all(this.engines.map((one) => ask(one, words, { filters: facets, sort })));
    const found = answers.map(({ results }) => results);
    const first = words && !order ? await this.named(words, facets) : new Map();
    return { results: order ? new ByDate(found, order) : new ByScore(found, first), filters: summed(answers) };
  }

  /** How often each facet is in the whole archive. */
  async filters() {
    return summed(await Promise.all(this.engines.map(async (one) => ({ filters: await one.filters() }))));
  }

  /** Those whose name was typed, by the id of their result: 0 all of the name, 1 words of it, 2 how it begins. */
  async named(words, facets) {
    const isAsked = !facets.kind || NAMED.includes(facets.kind);
    const filters = { ...facets, kind: facets.kind ?? { any: NAMED } };
    const { results } = isAsked ? await ask(this.engines[0], words, { filters }) : { results: [] };
    const typed = wordsOf(words);
    const ranks = await Promise.all(results.slice(0, 2 * AT_ONCE).map(async (one) => {
      const names = detailsOf(await one.data()).names ?? [];
      return [one.id, Math.min(...names.map((name) => nearness(wordsOf(name), typed)))];
    }));
    return new Map(ranks.filter(([, rank]) => rank < 3));
  }
}

const nearness = (name, typed) => {
  if (!typed.length) return 3; // signs alone
  if (name.join() === typed.join()) return 0;
  if (typed.every((word) => name.includes(word))) return 1;
  const isBegun = name.some((word) => word.startsWith(typed.at(-1)));
  return isBegun && typed.slice(0, -1).every((word) => name.includes(word)) ? 2 : 3;
};

async function ask(engine, words, options) {
  if (!words) return engine.search(null, options);
  for (const query of new Set([cut(words), cut(words, "grapheme")])) {
    const answer = await engine.search(query, options);
    if (answer.results.length && !(await isElsewhere(wordsOf(words), answer.results))) return answer;
  }
  return { results: [], filters: {} };
}

/** The words with spaces where scripts have none; by letter, words that are cut otherwise in their text are found. */
const cut = (words, granularity = "word") => words.replaceAll("\u0f0b", "\u0f0b ").replace(WITHOUT_SPACES, (run) => {
  const isByLetter = granularity === "word" || /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]+$/u.test(run);
  const parts = Intl.Segmenter && isByLetter
    ? [...new Intl.Segmenter("und", { granularity: /** @type {"word"} */ (granularity) }).segment(run)].map((one) => one.segment)
    : [...(isByLetter ? run : [run])];
  return ` ${parts.join(" ")} `;
});

/**
 * Whether a word is nowhere in these: then Pagefind looks for the longest beginning that is somewhere, `with` for
 * `withdrawn`.
 */
async function isElsewhere(words, results) {
  const first = await Promise.all(results.slice(0, AT_ONCE).map((one) => one.data()));
  const hits = first.map(({ excerpt }) => piecesOf(excerpt).filter((_, place) => place % 2));
  if (!hits.every((some) => some.length)) return false;
  const found = [...hits.flat(), ...first.map(({ meta }) => whole(meta.title))];
  const known = found.flatMap((text) => [...wordsOf(text), wordsOf(text).join("")]);
  return words.some((word) => word.length > 2 && !known.some((one) => isLike(word, one)));
}

/** Whether more than half of a word stands in the other one in a row: endings and articles may differ. */
const isLike = (word, other) => {
  const length = Math.floor(word.length / 2) + 1;
  return [...word].some((_, start) => start + length <= word.length && other.includes(word.slice(start, start + length)))
    || /[\p{scx=Han}\p{scx=Kana}\p{scx=Hira}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u.test(word);
};

const summed = (answers) => {
  const sums = {};
  for (const { filters } of answers) {
    for (const [name, counts] of Object.entries(filters)) {
      sums[name] ??= {};
      for (const [value, count] of Object.entries(counts)) sums[name][value] = (sums[name][value] ?? 0) + count;
    }
  }
  return sums;
};

/** Results of several indexes, the best ones first; those whose name was typed before all others. */
class ByScore {
  constructor(found, first) {
    const rank = ({ id }) => first.get(id) ?? 3;
    this.results = found.flat().sort((one, two) => rank(one) - rank(two) || two.score - one.score);
    this.length = this.results.length;
    this.given = 0;
  }

  async next() {
    const these = this.results.slice(this.given, this.given += AT_ONCE);
    return Promise.all(these.map((one) => one.data()));
  }
}

/** Results of several indexes, each in the order of dates; what has no date comes last. */
class ByDate {
  constructor(found, order) {
    this.queues = found.map((results) => ({ results, loaded: [] }));
    this.length = found.flat().length;
    const date = (data) => detailsOf(data).date ?? (order === "newest" ? "" : "~");
    const sign = order === "newest" ? -1 : 1;
    this.compare = (one, two) => (date(one) < date(two) ? -sign : Number(date(one) > date(two)) * sign);
  }

  async next() {
    for (const queue of this.queues) {
      const more = queue.results.splice(0, AT_ONCE - queue.loaded.length);
      queue.loaded.push(...await Promise.all(more.map((one) => one.data())));
    }
    const these = this.queues.flatMap(({ loaded }) => loaded).sort(this.compare).slice(0, AT_ONCE);
    for (const queue of this.queues) queue.loaded = queue.loaded.filter((one) => !these.includes(one));
    return these;
  }
}
