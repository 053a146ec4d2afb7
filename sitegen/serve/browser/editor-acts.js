// What can be done with a record besides changing it: giving it another id, making one of two, taking it out. The id is
// read here and in no field: it is an address, and to change it is more than to write another word.
import { openMerge, openRename } from "./editor-ids.js";
import { removeRecord } from "./editor-removal.js";
import { make, makeButton } from "./editor-page.js";
import { sortOf } from "./editor-store.js";

const MERGED = ["actor", "topic"];

/** @param {ListedRecord} record */
export function makeActs(record) {
  const { kind, file } = record;
  const rename = makeButton("Another id…", () => openRename(record));
  const merge = MERGED.includes(kind) && makeButton("The same as another…", () => openMerge(record));
  const remove = file && kind !== "article" && makeButton(`Remove this ${sortOf(record)}…`, () => removeRecord(record));
  const label = make("span", { className: "label" }, "Id");
  const line = make("p", {}, label, make("code", {}, record.id), rename);
  return make("div", { className: "acts" }, line, make("p", { className: "buttons" }, merge, remove));
}
