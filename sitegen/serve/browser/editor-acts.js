// What can be done with a record besides changing it: taking it out.
import { removeRecord } from "./editor-removal.js";
import { make, makeButton } from "./editor-page.js";

/** @param {ListedRecord} record */
export function makeActs(record) {
  if (!record.file || record.kind === "article") return "";
  const remove = makeButton(`Remove this ${record.kind}…`, () => removeRecord(record));
  return make("div", { className: "acts" }, make("p", { className: "buttons" }, remove));
}
