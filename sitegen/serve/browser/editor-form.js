// The form in the panel: of one record, or for words with a tab for each thing that can be said of them.
import { call, Conflict, problemsOf } from "./editor-api.js";
import { makeActs } from "./editor-acts.js";
import { makeConflict } from "./editor-conflict.js";
import { article, change, loaded, sortOf } from "./editor-store.js";
import { readState, writeState } from "./editor-session-state.js";
import { MentionView } from "./editor-mention-view.js";
import { announce, ask, focused, KEYS_SHOWN, make, makeButton, makeYaml, SAVE_KEYS } from "./editor-page.js";
import { closePanel, openPanel, panel } from "./editor-panel.js";
import { makeQuote } from "./editor-quote.js";
import { makeTabs } from "./editor-tabs.js";
import { closeToast, locationOf, showToast } from "./editor-toast.js";
import { RecordView } from "./editor-record-view.js";
import { scrollToWords, highlightWords } from "./editor-highlight.js";

const PAUSE = 250; // ms after the last letter

/** @type {Form | null} */
let open = null;

/** The form in the panel, if there is one. */
export function form() {
  return open;
}

export function openNew(tab, selection) {
  return show({ tab, selection, record: null, version: null, values: {}, isTouched: false });
}

/**
 * Say of a name whom it means. `named` is the id of whom it names now, `begin` how the form begins: see MentionView.
 */
export function openName(selection, named, begin) {
  const values = { mention: { how: "article", ...begin } };
  return show({ tab: "mention", selection, named, record: null, version: null, values, isTouched: false });
}

/** Change a record that is known by its kind and id. */
export async function openKnown(kind, id) {
  const asked = Promise.all([call("record", { kind, id }), loaded()]).then(([record]) => record);
  const found = await asked.catch((error) => error);
  if (found instanceof Error) return showToast({ words: found.message });
  return openRecord(found);
}

export function openRecord(record) {
  const values = { [record.kind]: record.fields };
  return show({ tab: record.kind, selection: null, record, version: record.version, values, isTouched: false });
}

/** The form that was open when the page was left, with the focus where it was. */
export async function reopen() {
  const state = readState("form");
  if (!state) return;
  await loaded();
  await show(state);
}

async function show(state) {
  const made = new Form(state);
  const { record } = state;
  const tabs = !record && makeTabs(state.tab, (tab) => made.switchTab(tab));
  const title = record ? `Edit ${sortOf(record)} ${record.id}` : "Annotate these words";
  const acts = { confirmClose: () => made.confirmClose(), onClose: () => made.end() };
  if (!(await openPanel({ title, tabs, contents: made.parts, ...acts }))) return;
  open = made;
  panel()?.addEventListener("keydown", (event) => made.onKey(event));
  closeToast();
  made.start();
}

class Form {
  /** @param {FormState} state */
  constructor(state) {
    this.state = state;
    this.view = makeView(state);
    this.checks = 0;
    this.timer = 0;
    this.isSaving = false;
    this.quote = make("div", { className: "quote" });
    this.body = make("div", state.record ? {} : { role: "tabpanel", id: "form-body" });
    this.yaml = make("details", { hidden: true }, make("summary", {}, "As YAML"));
    this.main = make("div", { className: "main" }, this.quote, this.body, this.yaml);
    this.button = makeButton("Save", () => this.save(), { "aria-keyshortcuts": SAVE_KEYS });
    this.foot = make("footer", { className: "buttons" }, this.button, make("small", {}, KEYS_SHOWN));
    if (state.record) this.main.append(makeActs(state.record));
    this.parts = [this.main, this.foot];
    this.body.addEventListener("brought", (event) => this.keepPicture(event));
    for (const type of ["input", "chosen"]) this.body.addEventListener(type, () => this.onInput());
  }

  start() {
    const { conflict, focus, selection } = this.state;
    this.showView();
    this.showQuote();
    highlightWords(selection);
    if (conflict) return this.showConflict(conflict);
    if (focus) this.refocus(focus);
    if (focus === undefined) {
      this.view.focus();
      scrollToWords(selection);
    } // else it was open before, and the page stays where it was
    this.remember();
  }

  end() {
    open = null;
    this.cancelCheck();
    highlightWords(null);
    writeState("form", null);
    discardPictures(this.state.pictures ?? []);
  }

  /** A picture was brought in for this form. @param {any} event */
  keepPicture(event) {
    this.state.pictures = [...new Set([...(this.state.pictures ?? []), event.detail])];
    this.remember();
  }

  /** Show what another tab asks for; what was typed in this one waits. */
  switchTab(tab) {
    const { state } = this;
    state.values[state.tab] = this.view.snapshot();
    state.tab = tab;
    this.view = makeView(state);
    this.showView();
  }

  showView() {
    const { tab, record } = this.state;
    if (!record) this.body.setAttribute("aria-labelledby", `tab-${tab}`);
    this.body.replaceChildren(this.view.element);
    this.remember();
    this.check();
  }

  /** Whether what it is about can be other words. */
  get takesWords() {
    return ["claim", "note"].includes(this.state.record?.kind ?? "claim");
  }

  /** Let the form be about other words. */
  useSelection(selection) {
    this.state.selection = selection;
    this.state.isTouched = true;
    highlightWords(selection);
    this.showQuote();
    this.remember();
    this.check();
    this.view.focus();
  }

  confirmClose() {
    if (!this.state.isTouched) return true;
    return ask("Discard what you typed?", make("p", {}, "None of it is saved."), "Discard", "Keep writing");
  }

  onInput() {
    this.state.isTouched = true;
    this.remember();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  onKey(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (this.main.isConnected) this.save(); // in a conflict it takes a button
  }

  /** Keep all that it takes to open the form again. */
  remember() {
    const { state } = this;
    const element = focused();
    /** @type {Partial<HTMLInputElement>} */
    const { name, selectionStart = null, selectionEnd = null } = element && this.main.contains(element) ? element : {};
    state.values[state.tab] = this.view.snapshot();
    state.focus = name ? { name, start: selectionStart, end: selectionEnd } : null;
    writeState("form", state);
  }

  refocus({ name, start, end }) {
    /** @type {HTMLInputElement | null} */
    const element = this.main.querySelector(`[name="${CSS.escape(name)}"]`);
    const folded = element?.closest("details");
    if (folded) folded.open = true;
    element?.focus();
    if (start != null) element?.setSelectionRange(start, end);
  }

  async showQuote() {
    const { state } = this;
    const { selection } = state;
    this.quote.replaceChildren(...makeQuote(state));
    if (!selection) return;
    const shown = await call("passage", { article, selection }).then(
      (found) => makeQuote(state, found),
      (error) => makeQuote(state, null, problemsOf(error)),
    );
    if (state.selection === selection) this.quote.replaceChildren(...shown);
  }

  /** What `check` and `save` are called with. */
  request() {
    const { name, body } = this.view.request();
    const { selection, record, named, pictures } = this.state;
    const whole = named ? { whole: "yes" } : {};
    const known = { id: record?.id ?? null, ...(pictures && { pictures }) };
    return { name, body: { article, selection, ...(name === "save" ? known : whole), ...body } };
  }

  /** Show what would be written, and what is wrong with it. Only the answer to the last question counts. */
  async check() {
    this.cancelCheck();
    this.yaml.hidden = Boolean(this.view.missing?.().length);
    if (this.yaml.hidden) return this.view.showProblems([]);
    const { body } = this.request();
    const number = this.checks;
    const answer = await call("check", body).catch((error) => ({ problems: problemsOf(error) }));
    if (number !== this.checks) return;
    this.view.showProblems(answer.problems);
    if (answer.file === undefined) return;
    const file = make("p", { className: "hint" }, answer.file);
    this.yaml.replaceChildren(make("summary", {}, "As YAML"), file, makeYaml(answer.yaml, "As YAML"));
  }

  cancelCheck() {
    clearTimeout(this.timer);
    this.checks += 1;
  }

  async save() {
    const missing = this.view.missing?.() ?? [];
    if (missing.length) return this.showRefusal(missing);
    if (this.isSaving) return;
    this.cancelCheck();
    const isOnButton = focused() === this.button;
    this.setSaving(true);
    const { name, body } = this.request();
    const { version } = this.state;
    try {
      await this.finish(await change(name, name === "save" ? { ...body, version } : body));
    } catch (/** @type {any} */ error) {
      if (open !== this) showToast({ words: `Not saved: ${error.message}` }); // it was given up while it was sent
      else if (error instanceof Conflict) this.showConflict(error);
      else this.showRefusal(problemsOf(error));
    }
    this.setSaving(false);
    if (isOnButton && !this.main.contains(focused())) this.button.focus();
  }

  setSaving(isSaving) {
    this.isSaving = isSaving;
    this.button.disabled = isSaving;
  }

  async finish(saved) {
    this.state.pictures = []; // they are in what was saved, or gone
    if (open === this) await closePanel(true);
    showToast({ words: `Saved to ${locationOf(saved)}`, canUndo: true });
  }

  showRefusal(problems) {
    this.view.showRefusal(problems);
    announce(`Not saved: ${problems.map((one) => one.message).join("; ")}`);
  }

  /**
   * Show both versions in place of the form. They stay when the page is loaded anew, as it is when the other version is built.
   * @param {FileConflict} conflict
   */
  showConflict({ file, mine, theirs, version }) {
    const { state } = this;
    const conflict = { file, mine, theirs, version };
    const again = () => {
      state.conflict = null;
      this.remember();
      panel()?.classList.remove("wide");
      shown.replaceWith(...this.parts);
      this.view.focus();
    };
    const save = () => {
      state.version = version;
      again();
      this.save();
    };
    const shown = makeConflict(conflict, { saveMine: save, back: again, keepTheirs: () => closePanel(true) });
    state.conflict = conflict;
    this.remember();
    this.foot.remove();
    this.main.replaceWith(shown);
    panel()?.classList.add("wide");
    shown.querySelector("button")?.focus();
  }
}

/** Let pictures be taken out again that were brought in for a form that is given up. @param {string[]} pictures */
async function discardPictures(pictures) {
  if (!pictures.length) return;
  const { label } = await change("discard", { pictures }).catch(() => ({ label: "" })); // they stay, and can be removed
  if (label) showToast({ words: label });
}

/** @param {FormState} state @returns {FormView} */
function makeView({ tab, selection, record, values, named }) {
  const words = selection?.words.replace(/\s+/g, " ") ?? "";
  if (tab === "mention") return new MentionView("", words, values[tab], named);
  if (record || tab === "claim" || tab === "note") return new RecordView(tab, values[tab] ?? {}, {}, record);
  return new MentionView(tab, words, values[tab]);
}
