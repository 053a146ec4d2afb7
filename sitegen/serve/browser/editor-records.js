// Changing and removing what stands in the article already: buttons on its cards.
import { call, Conflict, problemsOf } from "./editor-api.js";
import { article, change, store } from "./editor-store.js";
import { openRecord } from "./editor-form.js";
import { ask, make, makeButton, makeProblems, makeYaml } from "./editor-page.js";
import { locationOf, showToast } from "./editor-toast.js";

// A record has a card at each of its passages, and one without a number if it is about the whole article.
const CARD = /^(?:card\.)?(claim|note)-([^.]+)(?:\.\d+)?$/;

const SECTIONS = {
  people: "actor", organizations: "actor", places: "actor", topics: "topic", claims: "claim", notes: "note", articles: "article",
};
const PAGE = new RegExp(`/(${Object.keys(SECTIONS).join("|")})/([^/]+)/(?:index\\.html)?$`);

/** The record that an address leads to, `{kind, id}`; null for any other. */
export function idOf(address) {
  const [, section, id] = address === null ? [] : (new URL(address, document.baseURI).pathname.match(PAGE) ?? []);
  return section ? { kind: SECTIONS[section], id: decodeURIComponent(id) } : null;
}

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
  return [makeAct("Edit", openRecord), " ", makeAct("Remove", remove)];
}

async function remove({ kind, id, fields, version, file }) {
  const asked = { article, kind, id, fields, selection: null };
  const { yaml } = await call("check", asked).catch(() => ({}));
  await removeIfAsked({ kind, id, version, file, yaml }, `This is taken out of ${file}. It can be undone.`);
}

async function removeIfAsked({ kind, id, version, file, yaml }, words, problems = []) {
  const shown = [make("p", {}, words), yaml && makeYaml(yaml, "What is removed"), ...makeProblems(problems)];
  if (!(await ask(`Remove ${kind} ${id}?`, shown, "Remove"))) return;
  try {
    const saved = await change("remove", { article, kind, id, version });
    showToast({ words: `Removed from ${locationOf(saved)}`, removed: saved.yaml, canUndo: true });
  } catch (error) {
    if (error instanceof Conflict && error.version) {
      const now = { kind, id, version: error.version, file, yaml: error.theirs };
      return removeIfAsked(now, `${file} was changed in the meantime. This is what stands there now.`);
    }
    return removeIfAsked({ kind, id, version, file, yaml }, "It was not removed.", problemsOf(error));
  }
}
