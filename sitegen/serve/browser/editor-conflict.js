// Somebody else changed the record's file: both versions side by side, and what can be done.
import { make, makeButton, makeCopyButton, makeYaml } from "./editor-page.js";

/**
 * `keepTheirs`, `saveMine` and `back` are what the buttons and Escape do.
 * @param {FileConflict} conflict
 * @param {Record<"keepTheirs" | "saveMine" | "back", () => void>} acts
 */
export function makeConflict({ file, mine, theirs, version }, { keepTheirs, saveMine, back }) {
  const sides = [makeSide("Theirs, in the file now", theirs, mine), makeSide("Yours", mine, theirs)];
  const buttons = make("p", { className: "buttons" }, makeButton("Keep theirs", keepTheirs));
  // Without a version there is nothing that could be written over.
  if (version) buttons.append(makeButton("Save mine over it", saveMine));
  buttons.append(makeCopyButton("Copy mine", mine));
  const message = make("p", { role: "alert" }, `${file} was changed while you wrote. Nothing is saved yet.`);
  const element = make("div", { className: "conflict" }, message, make("div", { className: "sides" }, sides), buttons);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    back();
  });
  return element;
}

function makeSide(title, own, other) {
  const text = own ? markLines(own, other, title) : make("p", {}, "Nothing: it was removed.");
  return make("div", {}, make("h3", {}, title), text);
}

/** The lines that the other version has not are marked. */
function markLines(own, other, label) {
  const known = new Set(other.split("\n"));
  const text = makeYaml("", label);
  for (const line of own.trimEnd().split("\n")) {
    text.append(known.has(line) ? line : make("mark", {}, line), "\n");
  }
  return text;
}
