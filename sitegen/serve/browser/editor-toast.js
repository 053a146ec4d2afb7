// What was done last, said in the corner until it is closed or something else begins: nobody has to be quick.
import { buildState, onBuild } from "./editor-build.js";
import { change, store } from "./editor-store.js";
import { readState, writeState } from "./editor-session-state.js";
import { announce, make, makeButton, makeCopyButton, makeYaml, root } from "./editor-page.js";

/** @type {HTMLElement | null} */
let element = null;
/** Whether what was saved is shown already. */
const state = make("p", { className: "soft" });
onBuild(showState);

/** It is there again when the page is loaded anew. @param {Toast} toast */
export function showToast(toast) {
  const shown = toast.canUndo ? { ...toast, change: store.undo?.change } : toast;
  makeToast(shown);
  writeState("toast", shown);
  announce(toast.words);
}

export function restoreToast() {
  const toast = readState("toast");
  if (toast) makeToast(toast);
}

export function closeToast() {
  element?.remove();
  element = null;
  writeState("toast", null);
}

/** Take back the change of this number, if nothing else was done since. @param {number | undefined} number */
export async function undo(number) {
  const toast = await change("undo", { change: number ?? 0 }).then(
    ({ label }) => ({ words: label }),
    (refused) => ({ words: `Not undone: ${refused.message}` }),
  );
  showToast(toast);
}

/** `content/claims/x.yaml, line 12`. */
export function locationOf({ file, line }) {
  return line ? `${file}, line ${line}` : file;
}

/** @param {Toast} toast */
function makeToast({ words, removed, canUndo, change: number }) {
  element?.remove();
  const close = makeButton("Close", closeToast);
  const made = make("div", { className: "toast", role: "group", ariaLabel: "Last change" });
  made.append(make("p", {}, words[0].toUpperCase() + words.slice(1)), ...(removed ? [makeRemoved(removed)] : []));
  made.append(state);
  showState();
  made.append(make("p", { className: "buttons" }, canUndo && makeButton("Undo", () => undo(number)), close));
  root.append(made);
  element = made;
}

function showState() {
  state.textContent = buildState();
  state.hidden = !state.textContent;
}

function makeRemoved(yaml) {
  const text = makeYaml(yaml, "What was removed");
  return make("details", {}, make("summary", {}, "What was removed"), text, makeCopyButton("Copy", yaml));
}
