// The form in the panel: of one record, or for words with a tab for each thing that can be said of them.
import { call, Conflict, problemsOf } from "./editor-api.js";
import { makeConflict } from "./editor-conflict.js";
import { article, change } from "./editor-desk.js";
import { keep, kept } from "./editor-kept.js";
import { MentionView } from "./editor-mention.js";
import { announce, ask, focused, make, makeButton, makeYaml } from "./editor-page.js";
import { closePanel, openPanel, panel } from "./editor-panel.js";
import { makeQuote } from "./editor-quote.js";
import { makeTabs } from "./editor-tabs.js";
import { closeToast, placeOf, toast } from "./editor-toast.js";
import { RecordView } from "./editor-view.js";
import { seekWords, showWords } from "./editor-words.js";

const PAUSE = 250; // ms after the last letter
const SAVE_KEYS = "Control+Enter Meta+Enter";

let open = null;

/** The form in the panel, if there is one. */
export function form() {
  return open;
}

export function openNew(tab, selection) {
  return show({ tab, selection, record: null, version: null, values: {}, isTouched: false });
}

export function openRecord(record) {
  const values = { [record.kind]: record.fields };
  return show({ tab: record.kind, selection: null, record, version: record.version, values, isTouched: false });
}

/** The form that was open when the page was left, with the focus where it was. */
export async function reopen() {
  const draft = kept("form");
  if (draft) await show(draft);
}

async function show(draft) {
  const made = new Form(draft);
  const { record } = draft;
  const tabs = !record && makeTabs(draft.tab, (tab) => made.turn(tab));
  const title = record ? `Edit ${record.kind} ${record.id}` : "Annotate these words";
  const acts = { mayLeave: () => made.mayLeave(), left: () => made.end() };
  if (!(await openPanel({ title, tabs, contents: made.parts, ...acts }))) return;
  open = made;
  panel().addEventListener("keydown", (event) => made.key(event));
  closeToast();
  made.begin();
}

class Form {
  constructor(draft) {
    Object.assign(this, { draft, turns: 0, timer: 0, isSaving: false });
    this.quote = make("div", { className: "quote" });
    this.body = make("div", draft.record ? {} : { role: "tabpanel", id: "form-body" });
    this.yaml = make("details", { hidden: true }, make("summary", {}, "As YAML"));
    this.main = make("div", { className: "main" }, this.quote, this.body, this.yaml);
    this.button = makeButton("Save", () => this.save(), { "aria-keyshortcuts": SAVE_KEYS });
    const keys = navigator.platform.startsWith("Mac") ? "⌘ Enter" : "Ctrl Enter";
    this.foot = make("footer", { className: "buttons" }, this.button, make("small", {}, keys));
    this.parts = [this.main, this.foot];
    for (const type of ["input", "chosen"]) this.body.addEventListener(type, () => this.hear());
  }

  begin() {
    const { focus, selection } = this.draft;
    this.turn(this.draft.tab);
    this.showQuote();
    showWords(selection);
    if (focus) this.refocus(focus);
    if (focus === undefined) {
      this.view.focus();
      seekWords(selection);
    } // else it was open before, and the page stays where it was
    this.remember();
  }

  end() {
    open = null;
    this.stop();
    showWords(null);
    keep("form", null);
  }

  /** Show what another tab asks for; what was typed in this one waits. */
  turn(tab) {
    const { draft } = this;
    if (this.view) draft.values[draft.tab] = this.view.keep();
    draft.tab = tab;
    this.view = makeView(draft);
    if (!draft.record) this.body.setAttribute("aria-labelledby", `tab-${tab}`);
    this.body.replaceChildren(this.view.element);
    this.remember();
    this.check();
  }

  /** Let the form be about other words. */
  use(selection) {
    this.draft.selection = selection;
    this.draft.isTouched = true;
    showWords(selection);
    this.showQuote();
    this.remember();
    this.check();
    this.view.focus();
  }

  mayLeave() {
    if (!this.draft.isTouched) return true;
    return ask("Discard what you typed?", make("p", {}, "None of it is saved."), "Discard", "Keep writing");
  }

  hear() {
    this.draft.isTouched = true;
    this.remember();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  key(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (this.main.isConnected) this.save(); // in a conflict it takes a button
  }

  /** Keep all that it takes to open the form again. */
  remember() {
    const { draft } = this;
    const element = focused();
    const { name, selectionStart, selectionEnd } = this.main.contains(element) ? element : {};
    draft.values[draft.tab] = this.view.keep();
    draft.focus = name ? { name, start: selectionStart, end: selectionEnd } : null;
    keep("form", draft);
  }

  refocus({ name, start, end }) {
    const element = this.main.querySelector(`[name="${CSS.escape(name)}"]`);
    const folded = element?.closest("details");
    if (folded) folded.open = true;
    element?.focus();
    if (start != null) element?.setSelectionRange(start, end);
  }

  async showQuote() {
    const { draft } = this;
    const { selection } = draft;
    this.quote.replaceChildren(...makeQuote(draft));
    if (!selection) return;
    const shown = await call("passage", { article, selection }).then(
      (found) => makeQuote(draft, found),
      (error) => makeQuote(draft, null, problemsOf(error)),
    );
    if (draft.selection === selection) this.quote.replaceChildren(...shown);
  }

  /** What `check` and `save` are called with. */
  request() {
    const { name, body } = this.view.request();
    const { selection, record } = this.draft;
    return { name, body: { article, selection, ...(name === "save" && { id: record?.id ?? null }), ...body } };
  }

  /** Show what would be written, and what is wrong with it. Only the answer to the last question counts. */
  async check() {
    this.stop();
    const { name, body } = this.request();
    this.yaml.hidden = name !== "save";
    if (this.yaml.hidden) return;
    const turn = this.turns;
    const answer = await call("check", body).catch((error) => ({ problems: problemsOf(error) }));
    if (turn !== this.turns) return;
    this.view.tell(answer.problems);
    if (answer.file === undefined) return;
    const told = make("p", { className: "hint" }, answer.file);
    this.yaml.replaceChildren(make("summary", {}, "As YAML"), told, makeYaml(answer.yaml, "As YAML"));
  }

  stop() {
    clearTimeout(this.timer);
    this.turns += 1;
  }

  async save() {
    const missing = this.view.missing?.() ?? [];
    if (missing.length) return this.refuse(missing);
    if (this.isSaving) return;
    this.stop();
    const isOnButton = focused() === this.button;
    this.lock(true);
    const { name, body } = this.request();
    const { version } = this.draft;
    try {
      await this.done(await change(name, name === "save" ? { ...body, version } : body));
    } catch (error) {
      if (open !== this) toast({ words: `Not saved: ${error.message}` }); // it was given up while it was sent
      else if (error instanceof Conflict) this.dispute(error);
      else this.refuse(problemsOf(error));
    }
    this.lock(false);
    if (isOnButton && !this.main.contains(focused())) this.button.focus();
  }

  lock(isSaving) {
    this.isSaving = isSaving;
    this.button.disabled = isSaving;
  }

  async done(saved) {
    if (open === this) await closePanel(true);
    toast({ words: `Saved to ${placeOf(saved)}`, canUndo: true });
  }

  refuse(problems) {
    this.view.refuse(problems);
    announce(`Not saved: ${problems.map((one) => one.message).join("; ")}`);
  }

  /** Show both versions in place of the form. */
  dispute(conflict) {
    const { draft } = this;
    const again = () => {
      panel().classList.remove("wide");
      shown.replaceWith(...this.parts);
      this.view.focus();
    };
    const save = () => {
      draft.version = conflict.version;
      again();
      this.save();
    };
    const shown = makeConflict(conflict, { save, back: again, keep: () => closePanel(true) });
    this.foot.remove();
    this.main.replaceWith(shown);
    panel().classList.add("wide");
    shown.querySelector("button").focus();
  }
}

function makeView({ tab, selection, record, values }) {
  const words = selection?.words.replace(/\s+/g, " ") ?? "";
  if (tab === "mention") return new MentionView("", words, values[tab]);
  if (record || tab === "claim" || tab === "note") return new RecordView(tab, values[tab] ?? {});
  return new MentionView(tab, words, values[tab]);
}
