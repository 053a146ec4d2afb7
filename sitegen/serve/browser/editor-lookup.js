// Finding records by a few letters of their name.

const MOST = 8; // what can be looked through at a glance

/** Without accents and case. */
export function normalize(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * Records with all these words in id, name or other names, the best match first.
 * @param {KnownRecord[]} known
 */
export function findRecords(known, query) {
  const asked = normalize(query);
  const words = asked.split(/\s+/);
  const ranked = known.map((one) => ({ one, rank: rank(one, asked, words) })).filter(({ rank }) => rank < 4);
  // A stable sort: what is equally like stays in the order of the archive.
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, MOST).map(({ one }) => one);
}

/** The record that is called exactly so. @param {KnownRecord[]} known */
export function findExact(known, query) {
  const asked = normalize(query);
  return known.find((one) => one.id === query) ?? known.find((one) => asked && texts(one).includes(asked));
}

/** @param {KnownRecord} one */
function texts({ id, name, also = [] }) {
  return [name, id, ...also].map(normalize);
}

function rank(one, asked, words) {
  const all = texts(one);
  if (!words.every((word) => all.some((text) => text.includes(word)))) return 4;
  if (all.includes(asked)) return 0;
  if (all.some((text) => text.startsWith(asked))) return 1;
  const begun = all.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return words.every((word) => begun.some((text) => text.startsWith(word))) ? 2 : 3;
}
