// What was done last, said in the corner until it is closed or something else begins: nobody has to be quick.
import { change } from "./editor-desk.js";
import { keep, kept } from "./editor-kept.js";
import { announce, make, makeButton, makeCopyButton, makeYaml, root } from "./editor-page.js";

let shown = null;

/** `{words, removed, canUndo}`, `removed` being YAML that is gone. It is there again when the page is loaded anew. */
export function toast(told) {
  show(told);
  keep("toast", told);
  announce(told.words);
}

export function showToastAgain() {
  const told = kept("toast");
  if (told) show(told);
}

export function closeToast() {
  shown?.remove();
  shown = null;
  keep("toast", null);
}

/** Take the last change back. */
export async function undo() {
  const told = await change("undo", {}).then(
    ({ label }) => ({ words: label }),
    (refused) => ({ words: `Not undone: ${refused.message}` }),
  );
  toast(told);
}

/** `content/claims/x.yaml, line 12`. */
export function placeOf({ file, line }) {
  return line ? `${file}, line ${line}` : file;
}

function show({ words, removed, canUndo }) {
  shown?.remove();
  const close = makeButton("Close", closeToast);
  shown = make("div", { className: "toast", role: "group", ariaLabel: "Last change" });
  shown.append(make("p", {}, words[0].toUpperCase() + words.slice(1)), ...(removed ? [makeRemoved(removed)] : []));
  shown.append(make("p", { className: "buttons" }, canUndo && makeButton("Undo", undo), close));
  root.append(shown);
}

function makeRemoved(yaml) {
  const text = makeYaml(yaml, "What was removed");
  return make("details", {}, make("summary", {}, "What was removed"), text, makeCopyButton("Copy", yaml));
}
