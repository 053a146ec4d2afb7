const PER_PAGE = 50;
const MONTHS = "January February March April May June July August September October November December".split(" ");

const slugged = (name) => name.toLowerCase().replaceAll(" ", "-");

/** The records that name each person or topic, newest first. */
function byTerm(api, key) {
  const found = new Map();
  for (const record of api.getFilteredByGlob("src/{articles,claims,notes}/*.md").reverse()) {
    for (const name of record.data[key] ?? []) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(record);
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The pages of all terms: what stands on each, and where it is among those of its term. */
function pages(terms) {
  return terms.flatMap(([name, records]) => {
    const count = Math.ceil(records.length / PER_PAGE);
    return Array.from({ length: count }, (_, page) => ({
      name,
      number: page + 1,
      count,
      url: slugged(name),
      records: records.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
    }));
  });
}

export default function (config) {
  config.addPassthroughCopy("src/style.css");
  config.addFilter("slugged", slugged);
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("day", (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
  for (const kind of ["articles", "claims", "notes"]) {
    config.addCollection(kind, (api) => api.getFilteredByGlob(`src/${kind}/*.md`).reverse());
  }
  for (const key of ["people", "topics"]) {
    config.addCollection(key, (api) => byTerm(api, key).map(([name, records]) => ({ name, count: records.length })));
    config.addCollection(`${key}Pages`, (api) => pages(byTerm(api, key)));
  }
  config.addCollection("newest", (api) => api.getFilteredByGlob("src/{articles,claims,notes}/*.md").slice(-30).reverse());
  return { dir: { input: "src", output: "_site" }, markdownTemplateEngine: false };
}
