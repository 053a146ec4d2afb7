// Who or what words name: one that is known, a new one, somebody else than it seems, or nobody; and where that holds.
import { Chooser } from "./editor-chooser.js";
import { nameOf, store } from "./editor-store.js";
import { findRecords } from "./editor-lookup.js";
import { make, makeProblems, reveal } from "./editor-page.js";
import { RecordView } from "./editor-record-view.js";

const LABEL = "Who or what the words name";
const WHERE = "Where they name it";
/** By who is meant: the ways to write it, as the preview knows them. */
const WAYS = {
  somebody: { alias: "Everywhere: the words become another name", article: "In this article", pin: "Only here" },
  not: { not: "In this article; others of that name are looked for as ever" },
  nobody: { nobody: "In this article", nowhere: "In any article" },
};

export class MentionView {
  /**
   * `kind` is that of an actor; empty = any, and none that is new. `saved` is what `snapshot` gave, or how to begin;
   * `named` is the id of whom the words name now.
   */
  constructor(kind, words, saved, named = "") {
    this.kind = kind;
    this.named = named;
    this.known = (store.known.actors ?? []).filter((one) => !kind || one.kind === kind);
    const guess = guessed(this.known.filter((one) => one.id !== named), words);
    const actor = { chosen: guess ? [guess.id] : [] };
    const given = { isNew: Boolean(kind) && !guess, who: "somebody", how: "alias", actor, fields: {}, ...saved };
    this.isNew = given.isNew;
    const input = { id: "mention-actor", name: "actor", "aria-describedby": "mention-problems" };
    this.chooser = new Chooser({ input, label: LABEL, known: this.known, isMany: false, isFree: false }, given.actor);
    this.problems = make("div", { id: "mention-problems", tabIndex: -1 });
    this.newRecord = kind ? new RecordView("actor", { name: words, ...given.fields }, { kind }) : null;
    const heading = make("label", { className: "label", htmlFor: this.chooser.input.id }, LABEL);
    this.somebody = make("div", { className: "field" }, heading, this.chooser.element);
    this.ways = make("div", { className: "ways" });
    this.chosen = make("div", {}, !kind && this.makeWho(given.who), this.somebody, this.ways, this.problems);
    this.element = make("div", {}, kind && this.makeSwitch(given.isNew), this.chosen, this.newRecord?.element);
    this.showWho(given.who, given.how);
    this.switchTo(given.isNew);
  }

  makeSwitch(isNew) {
    const choice = (words, value) => makeRadio("who", String(value), words, value === isNew, () => this.switchTo(value));
    return makeRadios("Known or new", "unseen", [
      choice(`Known ${this.kind}`, false),
      choice(`New ${this.kind}`, true),
    ]);
  }

  makeWho(who) {
    const choices = { somebody: "Somebody", ...(this.named && { not: `Not ${nameOf("actors", this.named)}` }), nobody: "Nobody" };
    const radios = Object.entries(choices).map(([value, words]) =>
      makeRadio("who", value, words, value === who, () => this.showWho(value)));
    return makeRadios("What they name", "", radios);
  }

  /** Ask for what is needed to say this. */
  showWho(who, how = "") {
    this.who = who;
    this.somebody.hidden = who !== "somebody";
    const ways = Object.entries(WAYS[who]);
    const first = who in WAYS && how in WAYS[who] ? how : ways[0][0];
    const radios = ways.map(([value, words]) => makeRadio("how", value, words, value === first));
    this.ways.replaceChildren(makeRadios(WHERE, "", radios));
  }

  switchTo(isNew) {
    this.isNew = isNew;
    this.chosen.hidden = isNew;
    if (this.newRecord) this.newRecord.element.hidden = !isNew;
  }

  get how() {
    /** @type {HTMLInputElement | null} */
    const box = this.ways.querySelector("[name=how]:checked");
    return box?.value ?? "";
  }

  /** The form of a new record, if it is shown. */
  get newForm() {
    return this.isNew ? this.newRecord : null;
  }

  focus() {
    if (this.newForm) return this.newForm.focus();
    if (this.somebody.hidden) return this.ways.querySelector("input")?.focus();
    this.chooser.input.focus();
    this.chooser.input.select(); // a guess is typed over
  }

  snapshot() {
    const { isNew, who, how } = this;
    return { isNew, who, how, actor: this.chooser.snapshot(), fields: this.newRecord?.snapshot() ?? {} };
  }

  request() {
    if (this.newForm) return this.newForm.request();
    const actor = { somebody: this.chooser.read()[0] ?? "", not: this.named, nobody: "" }[this.who];
    return { name: "mention", body: { actor, how: this.how } };
  }

  /** What is plainly not there yet, without asking the preview. @returns {Problem[]} */
  missing() {
    if (this.isNew || this.somebody.hidden || this.chooser.read().length) return [];
    return [{ severity: "error", message: "nobody is chosen", hint: "Choose one of the list." }];
  }

  showProblems(problems) {
    if (this.newForm) this.newForm.showProblems(problems);
    else this.problems.replaceChildren(...makeProblems(problems));
  }

  showRefusal(problems) {
    if (this.newForm) return this.newForm.showRefusal(problems);
    this.showProblems(problems);
    const isMissing = !this.somebody.hidden && !this.chooser.read().length;
    reveal(isMissing ? this.chooser.input : this.problems); // else it is about all that is said
  }
}

function makeRadios(legend, className, radios) {
  return make("fieldset", {}, make("legend", { className }, legend), radios);
}

function makeRadio(name, value, words, checked, oninput = () => {}) {
  return make("label", {}, make("input", { type: "radio", name, value, checked, oninput }), words);
}

/** Who is probably meant: called by all of the words, or by the last of them. */
function guessed(known, words) {
  return findRecords(known, words)[0] ?? findRecords(known, words.split(/\s+/).at(-1))[0];
}
