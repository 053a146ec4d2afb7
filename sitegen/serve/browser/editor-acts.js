// What can be done with a record besides changing it: giving it another id, making one of two, taking it out.
import { openMerge, openRename } from "./editor-ids.js";
import { removeRecord } from "./editor-removal.js";
import { make, makeButton } from "./editor-page.js";

const MERGED = ["actor", "topic"];

/** @param {ListedRecord} record */
export function makeActs(record) {
  const { kind, file } = record;
  const rename = makeButton("Another id…", () => openRename(record));
  const merge = MERGED.includes(kind) && makeButton("The same as another…", () => openMerge(record));
  const remove = file && kind !== "article" && makeButton(`Remove this ${kind}…`, () => removeRecord(record));
  return make("div", { className: "acts" }, make("p", { className: "buttons" }, rename, merge, remove));
}
