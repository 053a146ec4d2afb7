// The words that a form is about, and what stands on them already.
import { store, nameOf } from "./editor-store.js";
import { make, makeProblems } from "./editor-page.js";

const LONG = 400; // characters that are seen without scrolling

/**
 * `found` is what `passage` answered; before that the words are shown as they were selected.
 * @param {FormState} state @param {SelectedPassage | null} [found] @param {Problem[]} [problems]
 */
export function makeQuote({ record, selection }, found, problems = []) {
  const words = selection ? [found?.words ?? selection.words] : (record?.words ?? []);
  const hints = [
    record && !selection && record.words.length > 0 && "To move it, select other words, then “Use these words”.",
    found?.on.length && `On these words already: ${found.on.map(annotation).join(", ")}`,
    found?.actors.length && `Named here: ${found.actors.map(actor).join(", ")}`,
  ];
  const shownHints = hints.filter(Boolean).map((words) => make("p", { className: "hint" }, words));
  return [...words.map(makeWords), ...shownHints, ...makeProblems(problems)];
}

function makeWords(words) {
  const scrolls = words.length > LONG ? { tabIndex: 0, role: "region", ariaLabel: "The words" } : {};
  return make("blockquote", { dir: "auto", ...scrolls }, words);
}

function annotation(key) {
  const [kind, id] = key.split(":");
  const record = store.records.find((one) => one.kind === kind && one.id === id);
  return `${kind} “${record?.name ?? id}”`;
}

const actor = (id) => nameOf("actors", id);
