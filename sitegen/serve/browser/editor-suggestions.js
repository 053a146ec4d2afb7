// The panel with what could be done, and with the records that have no place on the page.
import { problemsOf } from "./editor-api.js";
import { article, change, refreshSuggestions, store, subscribe } from "./editor-store.js";
import { make, makeButton, makeProblems } from "./editor-page.js";
import { openPanel, panel } from "./editor-panel.js";
import { makeRecordButtons, recordsWithoutCard } from "./editor-records.js";
import { locationOf, showToast } from "./editor-toast.js";

const TITLE = "Suggestions and lost passages";
const body = make("div", { className: "main" });

export async function openSuggestions() {
  showAll();
  if (!(await openPanel({ title: TITLE, contents: body }))) return;
  panel()?.querySelector("button")?.focus();
  // Since the page was loaded the article may have changed without being built, as its passages are lost now.
  refreshSuggestions();
}

subscribe(() => body.isConnected && showAll());

function showAll() {
  const all = store.suggestions ?? [];
  const none = store.suggestions ? "There is nothing to suggest." : "The suggestions are not there yet.";
  const records = recordsWithoutCard();
  body.replaceChildren(all.length ? make("ul", {}, all.map(makeItem)) : make("p", { className: "hint" }, none));
  if (records.length) body.append(make("h2", {}, "Not shown on the page"), make("ul", {}, records.map(makeRecord)));
}

function makeItem({ key, title, detail, words, choices }) {
  const problems = make("div");
  const hold = (isHeld) => buttons.forEach((button) => (button.disabled = isHeld));
  const accept = async (choice) => {
    hold(true);
    try {
      const saved = await change("accept", { article, key, choice });
      store.suggestions = store.suggestions?.filter((one) => one.key !== key) ?? null;
      showAll();
      panel()?.querySelector("button")?.focus(); // the one that was pressed is gone
      showToast({ words: `${saved.label}: ${locationOf(saved)}`, canUndo: true });
    } catch (error) {
      hold(false);
      problems.replaceChildren(...makeProblems(problemsOf(error)));
    }
  };
  const buttons = choices.map(({ key: choice, label }) => makeButton(label, () => accept(choice)));
  const quote = words && make("blockquote", { dir: "auto" }, words);
  const why = detail && make("p", {}, detail);
  return make("li", {}, make("h3", {}, title), quote, why, make("p", { className: "buttons" }, buttons), problems);
}

function makeRecord(record) {
  const { kind, name, isDraft, words } = record;
  const state = isDraft ? "a draft" : words.length ? "its words are lost" : "no words of this article";
  const line = make("p", { className: "hint" }, `${kind}, ${state} · ${locationOf(record)}`);
  return make("li", {}, make("h3", {}, name), line, make("p", { className: "buttons" }, makeRecordButtons(record)));
}
