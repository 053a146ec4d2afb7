// A record gets another id, or two become one: what that would come to is shown before it is done.
import { call, problemsOf } from "./editor-api.js";
import { MergeChoices } from "./editor-choices.js";
import { Chooser } from "./editor-chooser.js";
import { announce, KEYS_SHOWN, make, makeButton, makeProblems, makeYaml, SAVE_KEYS } from "./editor-page.js";
import { closePanel, openPanel, panel as opened } from "./editor-panel.js";
import { change, loaded, store } from "./editor-store.js";
import { closeToast, showToast } from "./editor-toast.js";

const PAUSE = 400; // ms after the last letter: the whole archive is looked at

/** @param {ListedRecord} record */
export async function openRename(record) {
  const id = "rename-id";
  const input = make("input", { id, name: "new", value: record.id, autocomplete: "off", spellcheck: false });
  const label = make("label", { className: "label", htmlFor: id }, "New id");
  const hint = make("p", { className: "hint" }, "Its address changes; the old one leads on, and all that names it follows.");
  const panel = new IdPanel("rename", record, {
    asked: make("div", { className: "field" }, label, hint, input),
    read: () => (input.value.trim() === record.id ? null : { new: input.value.trim() }),
    show: showRename,
  });
  await panel.open(`Another id for ${record.name}`, input);
  input.select();
}

/** @param {ListedRecord} record */
export async function openMerge(record) {
  await loaded();
  const all = store.known[`${record.kind}s`] ?? [];
  const own = all.find((one) => one.id === record.id);
  const known = all.filter((one) => one.id !== record.id && one.kind === own?.kind);
  const label = "The same as";
  const input = { id: "merge-into", name: "into" };
  const chooser = new Chooser({ input, label, known, isMany: false, isFree: false }, { chosen: [] });
  const heading = make("label", { className: "label", htmlFor: input.id }, label);
  const hint = make("p", { className: "hint" }, "It keeps its id and name, and gets the names, lists and references of this one, which goes.");
  const choices = new MergeChoices(record.kind);
  const field = make("div", { className: "field" }, heading, hint, chooser.element);
  for (const type of ["input", "chosen"]) field.addEventListener(type, () => choices.clear());
  const panel = new IdPanel("merge", record, {
    asked: make("div", {}, field, choices.element),
    read: () => (chooser.read().length ? { into: chooser.read()[0], prefer: choices.read() } : null),
    show: (plan) => {
      const into = known.find((one) => one.id === chooser.read()[0])?.name ?? "";
      choices.show(plan.choices, { from: `${record.name}, which goes`, into: `${into}, which stays` });
      return plan.label ? showMerge(plan, record.name, into) : showUndecided(plan);
    },
  });
  await panel.open(`${record.name} is the same as another`, chooser.input);
}

class IdPanel {
  /** @param {string} name @param {ListedRecord} record @param {{asked: HTMLElement, read: () => any, show: (plan: any) => any[]}} form */
  constructor(name, record, { asked, read, show }) {
    this.name = name;
    this.record = record;
    this.read = read;
    this.show = show;
    this.checks = 0;
    this.timer = 0;
    this.isSaving = false;
    this.shown = make("div", { className: "plan", role: "status" });
    this.main = make("div", { className: "main" }, asked, this.shown);
    this.button = makeButton("Do it", () => this.save(), { disabled: true, "aria-keyshortcuts": SAVE_KEYS });
    for (const type of ["input", "chosen"]) asked.addEventListener(type, () => this.onInput());
  }

  async open(title, first) {
    const foot = make("footer", { className: "buttons" }, this.button, make("small", {}, KEYS_SHOWN));
    if (!(await openPanel({ title, contents: [this.main, foot], onClose: () => this.stop() }))) return;
    opened()?.addEventListener("keydown", (event) => this.onKey(event));
    closeToast();
    first.focus();
  }

  stop() {
    clearTimeout(this.timer);
    this.checks += 1;
  }

  /** The keys that save a form do it once it was seen what follows; before they show that. */
  onKey(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (!this.button.disabled) this.save();
    else if (this.read() && !this.isSaving) this.check();
  }

  body() {
    const { kind, id } = this.record;
    return { kind, id, ...this.read() };
  }

  onInput() {
    this.stop();
    this.button.disabled = true;
    this.shown.replaceChildren();
    if (this.read()) this.timer = setTimeout(() => this.check(), PAUSE);
  }

  async check() {
    this.stop();
    const number = this.checks;
    this.shown.replaceChildren(make("p", { className: "hint" }, "Looking through the archive…"));
    opened()?.classList.toggle("wide", this.name === "merge"); // two sides stand beside each other
    const found = await call(this.name, { ...this.body(), dry: "yes" }).then(
      (plan) => ({ plan, problems: [], isSound: Boolean(plan.label) }),
      (error) => ({ plan: null, problems: problemsOf(error), isSound: false }),
    );
    if (number !== this.checks) return;
    this.shown.replaceChildren(...(found.plan ? this.show(found.plan) : makeProblems(found.problems)));
    this.button.disabled = !found.isSound;
  }

  async save() {
    this.button.disabled = true;
    this.isSaving = true;
    try {
      const { label, files } = /** @type {any} */ (await change(this.name, this.body()));
      await closePanel(true);
      showToast({ words: `${label}: ${files.length} ${files.length === 1 ? "file" : "files"} changed`, canUndo: true });
    } catch (error) {
      const problems = problemsOf(error);
      this.shown.replaceChildren(...makeProblems(problems));
      announce(`Not done: ${problems.map((one) => one.message).join("; ")}`);
    }
    this.isSaving = false;
  }
}

/** Where something is to be chosen first. */
function showUndecided({ problems, choices }) {
  const some = choices.some((one) => !one.side);
  const words = "Both say something else of what there can be one of. Say above which is right.";
  return [...(some ? [make("p", { className: "hint" }, words)] : []), ...makeProblems(problems)];
}

function showRename(plan) {
  const { addresses, url } = plan;
  return [make("p", {}, `${addresses.join(", ")} will lead to ${url}.`), ...showFiles(plan)];
}

/** What names the record, and the files that change. */
function showFiles({ references, count, files, carried }) {
  const lines = references.map(({ file, line, key }) => make("li", {}, `${file}:${line}${key ? ` (${key})` : ""}`));
  const more = count > references.length ? [make("li", {}, `… and ${count - references.length} more`)] : [];
  const seeds = carried.map(({ seed, file }) => make("li", {}, `${file}, since ${seed} is never written into`));
  const named = count ? `Named in ${count} ${count === 1 ? "place" : "places"}, which follow` : "Named nowhere else";
  const list = make("ul", {}, lines, more, seeds);
  return [make("h3", {}, named), list, make("p", { className: "hint" }, `Files that change: ${files.join(", ")}`)];
}

function showMerge(plan, from, into) {
  const { mentions, told, warnings, removed, addresses, url } = plan;
  /** @type {HTMLElement[]} */
  const parts = [make("p", {}, `${addresses.join(", ")} will lead to ${url}.`)];
  if (mentions) {
    const { source, into: other, after, gained, lost } = mentions;
    const numbers = `Named ${source.count} and ${other.count} times now, and ${after.count} times then.`;
    const sides = [makeSide(from, source), makeSide(into, other)];
    parts.push(make("p", {}, numbers), make("div", { className: "sides" }, sides));
    if (gained.count) parts.push(makeSide("Linked that was not", gained));
    if (lost.count) parts.push(makeSide("No longer linked", lost));
  }
  if (told.length) parts.push(make("h3", {}, "Left out"), make("ul", {}, told.map((words) => make("li", {}, words))));
  if (warnings.length) parts.push(make("h3", {}, "A build will tell then"), make("ul", {}, warnings.map((words) => make("li", {}, words))));
  if (removed) parts.push(make("details", {}, make("summary", {}, "What goes"), makeYaml(removed, "What goes")));
  return [...parts, ...showFiles(plan)];
}

function makeSide(title, { count, sentences }) {
  const lines = sentences.map(({ before, words, after }) => make("li", { dir: "auto" }, before, make("mark", {}, words), after));
  const more = count > sentences.length ? [make("li", {}, `… and ${count - sentences.length} more`)] : [];
  const list = count ? make("ul", { className: "sentences" }, lines, more) : make("p", { className: "hint" }, "Nowhere");
  return make("div", {}, make("h3", {}, title), list);
}
