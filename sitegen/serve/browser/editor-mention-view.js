// Who or what words name: one that is known, everywhere or only here, or a new one.
import { Chooser } from "./editor-chooser.js";
import { store } from "./editor-store.js";
import { findRecords } from "./editor-lookup.js";
import { make, makeProblems } from "./editor-page.js";
import { RecordView } from "./editor-record-view.js";

const LABEL = "Who or what the words name";
const WAYS = { alias: "Everywhere: the words become another name", pin: "Only here" };

export class MentionView {
  /** `kind` is that of an actor; empty = any, and none that is new. `saved` is what `snapshot` gave. */
  constructor(kind, words, saved) {
    this.kind = kind;
    this.words = words;
    this.known = (store.known.actors ?? []).filter((one) => !kind || one.kind === kind);
    const guess = guessed(this.known, words);
    const actor = { chosen: guess ? [guess.id] : [] };
    const given = saved ?? { isNew: Boolean(kind) && !guess, how: "alias", actor, fields: {} };
    this.isNew = given.isNew;
    const input = { id: "mention-actor", name: "actor", "aria-describedby": "mention-problems" };
    this.chooser = new Chooser({ input, label: LABEL, known: this.known, isMany: false, isFree: false }, given.actor);
    this.problems = make("div", { id: "mention-problems" });
    this.newRecord = kind ? new RecordView("actor", { name: words, ...given.fields }, { kind }) : null;
    this.chosen = this.makeChosen(given.how);
    this.element = make("div", {}, kind && this.makeSwitch(given.isNew), this.chosen, this.newRecord?.element);
    this.switchTo(given.isNew);
  }

  makeSwitch(isNew) {
    const choice = (words, value) => {
      const box = make("input", { type: "radio", name: "who", checked: value === isNew });
      box.oninput = () => this.switchTo(value);
      return make("label", {}, box, words);
    };
    const legend = make("legend", { className: "unseen" }, "Known or new");
    return make("fieldset", {}, legend, choice(`Known ${this.kind}`, false), choice(`New ${this.kind}`, true));
  }

  makeChosen(how) {
    const heading = make("label", { className: "label", htmlFor: this.chooser.input.id }, LABEL);
    const field = make("div", { className: "field" }, heading, this.chooser.element, this.problems);
    const ways = Object.entries(WAYS).map(([value, words]) =>
      make("label", {}, make("input", { type: "radio", name: "how", value, checked: value === how }), words));
    const legend = make("legend", {}, "Where they name it");
    return make("div", {}, field, make("fieldset", { className: "ways" }, legend, ways));
  }

  switchTo(isNew) {
    this.isNew = isNew;
    this.chosen.hidden = isNew;
    if (this.newRecord) this.newRecord.element.hidden = !isNew;
  }

  get how() {
    /** @type {HTMLInputElement | null} */
    const box = this.chosen.querySelector("[name=how]:checked");
    return box?.value ?? "";
  }

  /** The form of a new record, if it is shown. */
  get newForm() {
    return this.isNew ? this.newRecord : null;
  }

  focus() {
    if (this.newForm) return this.newForm.focus();
    this.chooser.input.focus();
    this.chooser.input.select(); // a guess is typed over
  }

  snapshot() {
    return { isNew: this.isNew, how: this.how, actor: this.chooser.snapshot(), fields: this.newRecord?.snapshot() ?? {} };
  }

  request() {
    if (this.newForm) return this.newForm.request();
    return { name: "mention", body: { actor: this.chooser.read()[0] ?? "", how: this.how } };
  }

  /** What is plainly not there yet, without asking the preview. @returns {Problem[]} */
  missing() {
    if (this.isNew || this.chooser.read().length) return [];
    return [{ severity: "error", message: "nobody is chosen", hint: "Choose one of the list." }];
  }

  showProblems(problems) {
    if (this.newForm) this.newForm.showProblems(problems);
    else this.problems.replaceChildren(...makeProblems(problems));
  }

  showRefusal(problems) {
    if (this.newForm) return this.newForm.showRefusal(problems);
    this.showProblems(problems);
    this.chooser.input.focus();
  }
}

/** Who is probably meant: called by all of the words, or by the last of them. */
function guessed(known, words) {
  return findRecords(known, words)[0] ?? findRecords(known, words.split(/\s+/).at(-1))[0];
}
