// Annotations: words, number and card light up together, and readers go from one to the next.
import { addChoices } from "./choices.js";
import { addCopying } from "./copy.js";
import { addKeys, showKeys } from "./keys.js";
import { make, makeButton } from "./page.js";

const article = document.querySelector(".article");

/** Each annotation by its id, in the order of the numbers. */
const parts = new Map();
for (const marker of article.querySelectorAll(".marker")) {
  const id = marker.id.slice("marker.".length);
  const words = [...article.querySelectorAll(`mark[data-on~="${CSS.escape(id)}"]`)];
  const card = document.getElementById(`card.${id}`)?.closest("details");
  parts.set(id, { marker, words, card, all: [marker, card, ...words].filter(Boolean) });
}

/** The annotations that are not hidden, in the order of their numbers. */
function shown() {
  return [...parts.keys()].filter((id) => parts.get(id).marker.getClientRects().length);
}

/** Those of them that an element belongs to. */
function idsAt(element) {
  const place = element.closest("mark, .marker, .card");
  return place ? shown().filter((id) => parts.get(id).all.includes(place)) : [];
}

const lit = { pointed: [], focused: [], chosen: [] };

function light(why, ids) {
  if (lit[why].join() === ids.join()) return;
  lit[why] = ids;
  for (const element of article.querySelectorAll(".lit")) element.classList.remove("lit");
  for (const id of Object.values(lit).flat()) parts.get(id).all.forEach((element) => element.classList.add("lit"));
}

let unfolded;

/** Light up an annotation and unfold its card; fold the one unfolded like this before. */
function choose(id) {
  const { card } = parts.get(id);
  light("chosen", [id]);
  if (unfolded && unfolded !== card) unfolded.open = false;
  if (card && !card.open) {
    card.open = true;
    unfolded = card;
  }
  tell();
}

/** Which one is chosen, or how many there are, of those that are not hidden. */
function tell() {
  const ids = shown();
  const number = ids.indexOf(lit.chosen[0]) + 1;
  count.textContent = number ? `${number} of ${ids.length}` : `${ids.length} annotation${ids.length === 1 ? "" : "s"}`;
}

function chooseTarget() {
  const element = decodeURIComponent(location.hash.slice(1));
  const id = element.replace(/^(card\.|marker\.)/, "");
  // The element of an old id stands in the card.
  const place = parts.has(id) ? null : document.getElementById(element)?.closest(".card");
  const [found] = place ? idsAt(place) : [id];
  if (parts.has(found)) choose(found);
}

/** Words with several annotations lead through them, one at each click. */
function chooseAt({ target }) {
  if (!target.closest("mark") || target.closest("a, button") || !getSelection()?.isCollapsed) return;
  const ids = idsAt(target);
  const id = ids[(ids.indexOf(lit.chosen[0]) + 1) % ids.length];
  if (!id) return;
  choose(id);
  parts.get(id).card?.scrollIntoView({ block: "nearest" });
}

/** One on (1) or back (-1): from the chosen one if it is in sight, else from the window's top. */
function step(by) {
  const ids = shown();
  if (!ids.length) return;
  const tops = ids.map((id) => parts.get(id).marker.getBoundingClientRect().top);
  const chosen = ids.indexOf(lit.chosen[0]);
  const isInSight = tops[chosen] >= 0 && tops[chosen] < innerHeight;
  const from = isInSight ? chosen : [...tops, 0].findIndex((top) => top >= 0) - Number(by > 0);
  const id = ids[(from + by + ids.length) % ids.length];
  const { words, card, marker } = parts.get(id);
  choose(id);
  words[0].scrollIntoView({ block: "center" });
  card?.scrollIntoView({ block: "nearest" });
  marker.scrollIntoView({ block: "nearest" });
  return marker;
}

const count = make("span", { role: "status" });

article.classList.add("live");
addChoices(article);
addCopying(article);
if (parts.size) {
  addEventListener("pointerover", ({ target }) => light("pointed", idsAt(target)));
  addEventListener("focusin", ({ target }) => light("focused", idsAt(target)));
  addEventListener("focusout", () => light("focused", []));
  addEventListener("click", chooseAt);
  article.addEventListener("change", tell);
  addEventListener("hashchange", chooseTarget);
  // With the focus, so that Tab goes on from there.
  const [n, p] = [1, -1].map((by) => () => step(by)?.focus());
  const Escape = () => Object.keys(lit).forEach((why) => light(why, []));
  addKeys({ n, p, "?": showKeys, Escape });
  const [back, on] = [makeButton("Previous", () => step(-1)), makeButton("Next", () => step(1))];
  const help = makeButton("?", showKeys, { ariaLabel: "Keys (?)" });
  const steps = make("nav", { className: "steps", ariaLabel: "Annotations" }, back, count, on, help);
  article.querySelector(".flow").after(steps);
  tell();
  chooseTarget();
}
