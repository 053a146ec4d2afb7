// Somebody else changed the record's file: both versions side by side, and what can be done.
import { make, makeButton, makeCopyButton, makeYaml } from "./editor-page.js";

/** `acts`: {keep, save, back}, what the buttons and Escape do. */
export function makeConflict({ file, mine, theirs, version }, { keep, save, back }) {
  const sides = [makeSide("Theirs, in the file now", theirs, mine), makeSide("Yours", mine, theirs)];
  const buttons = make("p", { className: "buttons" }, makeButton("Keep theirs", keep));
  // Without a version there is nothing that could be written over.
  if (version) buttons.append(makeButton("Save mine over it", save));
  buttons.append(makeCopyButton("Copy mine", mine));
  const told = make("p", { role: "alert" }, `${file} was changed while you wrote. Nothing is saved yet.`);
  const element = make("div", { className: "conflict" }, told, make("div", { className: "sides" }, sides), buttons);
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
