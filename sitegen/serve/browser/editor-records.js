// Changing and removing what stands in the article already: buttons on its cards.
import { idOf, store } from "./editor-store.js";
import { openKnown, openRecord } from "./editor-form.js";
import { make, makeButton } from "./editor-page.js";
import { removeRecord } from "./editor-removal.js";
import { showToast } from "./editor-toast.js";

// A record has a card at each of its passages, and one without a number if it is about the whole article.
const CARD = /^(?:card\.)?(claim|note)-([^.]+)(?:\.\d+)?$/;

/** Add the buttons to each card whose record is known. */
export function addCardButtons() {
  for (const part of document.querySelectorAll(".article .card [id]")) {
    const [, kind, id] = part.id.match(CARD) ?? [];
    const record = store.records.find((one) => one.kind === kind && one.id === id);
    if (!record) continue;
    const line = part.querySelector(".more") ?? part;
    line.append(" ", make("span", { className: "sitegen-edits" }, ...makeRecordButtons(record)));
  }
}

/** Add Edit to each claim and note of a list. */
export function addEntryButtons() {
  for (const link of document.querySelectorAll("main :is(.statement, td:first-child) > a[href]")) {
    const { kind, id } = idOf(link.getAttribute("href")) ?? {};
    if (kind !== "claim" && kind !== "note") continue;
    const button = makeButton("Edit", () => openKnown(kind, id), { ariaLabel: `Edit ${kind}: ${link.textContent}` });
    link.parentElement?.append(" ", make("span", { className: "sitegen-edits" }, button));
  }
}

/** The records that have no card: drafts that are not shown, and those whose words are lost. */
export function recordsWithoutCard() {
  const cards = [...document.querySelectorAll(".article .card [id]")];
  const shown = new Set(cards.map((card) => card.id.match(CARD)?.slice(1).join()));
  return store.records.filter(({ kind, id }) => !shown.has([kind, id].join()));
}

/** Edit and Remove. The record is looked up when it is asked for: it may have been changed since. */
export function makeRecordButtons({ kind, id, name }) {
  const makeAct = (words, act) => {
    const now = () => store.records.find((one) => one.kind === kind && one.id === id);
    const go = () => (now() ? act(now()) : showToast({ words: `The ${kind} is not there any more` }));
    return makeButton(words, go, { ariaLabel: `${words} ${kind}: ${name}` });
  };
  return [makeAct("Edit", openRecord), " ", makeAct("Remove", removeRecord)];
}
