// Finding records by a few letters of their name.

const MOST = 8; // what can be looked through at a glance

/** Without accents and case. */
export function fold(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Records with all these words in id, name or other names, the likest first. */
export function find(known, query) {
  const asked = fold(query);
  const words = asked.split(/\s+/);
  const ranked = known.map((one) => ({ one, rank: rank(one, asked, words) })).filter(({ rank }) => rank < 4);
  // A stable sort: what is equally like stays in the order of the archive.
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, MOST).map(({ one }) => one);
}

/** The record that is called exactly so. */
export function findExactly(known, query) {
  const asked = fold(query);
  return known.find((one) => one.id === query) ?? known.find((one) => asked && texts(one).includes(asked));
}

function texts({ id, name, also = [] }) {
  return [name, id, ...also].map(fold);
}

function rank(one, asked, words) {
  const all = texts(one);
  if (!words.every((word) => all.some((text) => text.includes(word)))) return 4;
  if (all.includes(asked)) return 0;
  if (all.some((text) => text.startsWith(asked))) return 1;
  const begun = all.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  return words.every((word) => begun.some((text) => text.startsWith(word))) ? 2 : 3;
}
