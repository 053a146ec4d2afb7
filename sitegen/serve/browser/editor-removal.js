// Taking a record out of its file: it is shown and asked for first, and what refers to it is told.
import { call, Conflict, problemsOf } from "./editor-api.js";
import { closePanel } from "./editor-panel.js";
import { article, change, sortOf } from "./editor-store.js";
import { ask, make, makeProblems, makeYaml } from "./editor-page.js";
import { locationOf, showToast } from "./editor-toast.js";

/** Take a record out of its file, if that is agreed to. */
export async function removeRecord({ kind, id, fields, version, file }) {
  const sort = sortOf({ kind, fields });
  const asked = { article, kind, id, fields, selection: null };
  const { yaml } = await call("check", asked).catch(() => ({}));
  await removeIfAsked({ kind, sort, id, version, file, yaml }, `This is taken out of ${file}. It can be undone.`);
}

async function removeIfAsked({ kind, sort, id, version, file, yaml }, words, problems = []) {
  const shown = [make("p", {}, words), yaml && makeYaml(yaml, "What is removed"), ...makeProblems(problems)];
  if (!(await ask(`Remove ${sort} ${id}?`, shown, "Remove"))) return;
  try {
    const saved = await change("remove", { article, kind, id, version });
    await closePanel(true);
    showToast({ words: `Removed from ${locationOf(saved)}`, removed: saved.yaml, canUndo: true });
  } catch (error) {
    if (error instanceof Conflict && error.version) {
      const now = { kind, sort, id, version: error.version, file, yaml: error.theirs };
      return removeIfAsked(now, `${file} was changed in the meantime. This is what stands there now.`);
    }
    return removeIfAsked({ kind, sort, id, version, file, yaml }, "It was not removed.", problemsOf(error));
  }
}
