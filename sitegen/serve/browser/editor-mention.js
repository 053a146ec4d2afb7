// Who or what words name: one that is known, everywhere or only here, or a new one.
import { Chooser } from "./editor-chooser.js";
import { desk } from "./editor-desk.js";
import { find } from "./editor-known.js";
import { make, makeProblems } from "./editor-page.js";
import { RecordView } from "./editor-view.js";

const WAYS = { alias: "Everywhere: the words become another name", pin: "Only here" };

export class MentionView {
  /** `kind` is that of an actor; empty = any, and none that is new. `kept` is what `keep` gave. */
  constructor(kind, words, kept) {
    Object.assign(this, { kind, words });
    this.known = (desk.known.actors ?? []).filter((one) => !kind || one.kind === kind);
    const guess = guessed(this.known, words);
    const actor = { chosen: guess ? [guess.id] : [] };
    const given = kept ?? { isNew: Boolean(kind) && !guess, how: "alias", actor, fields: {} };
    this.fresh = kind ? new RecordView("actor", { name: words, ...given.fields }, { kind }) : null;
    this.chosen = this.makeChosen(given);
    this.element = make("div", {}, kind && this.makeSwitch(given.isNew), this.chosen, this.fresh?.element);
    this.turn(given.isNew);
  }

  makeSwitch(isNew) {
    const choice = (words, value) => {
      const box = make("input", { type: "radio", name: "who", checked: value === isNew });
      box.oninput = () => this.turn(value);
      return make("label", {}, box, words);
    };
    const legend = make("legend", { className: "unseen" }, "Known or new");
    return make("fieldset", {}, legend, choice(`Known ${this.kind}`, false), choice(`New ${this.kind}`, true));
  }

  makeChosen({ actor, how }) {
    const label = "Who or what the words name";
    const input = { id: "mention-actor", name: "actor", "aria-describedby": "mention-problems" };
    this.chooser = new Chooser({ input, label, known: this.known, isMany: false, isFree: false }, actor);
    this.told = make("div", { id: "mention-problems" });
    const heading = make("label", { className: "label", htmlFor: input.id }, label);
    const field = make("div", { className: "field" }, heading, this.chooser.element, this.told);
    const ways = Object.entries(WAYS).map(([value, words]) =>
      make("label", {}, make("input", { type: "radio", name: "how", value, checked: value === how }), words));
    const legend = make("legend", {}, "Where they name it");
    return make("div", {}, field, make("fieldset", { className: "ways" }, legend, ways));
  }

  turn(isNew) {
    this.isNew = isNew;
    this.chosen.hidden = isNew;
    if (this.fresh) this.fresh.element.hidden = !isNew;
  }

  get how() {
    return this.chosen.querySelector("[name=how]:checked").value;
  }

  focus() {
    if (this.isNew) return this.fresh.focus();
    this.chooser.input.focus();
    this.chooser.input.select(); // a guess is typed over
  }

  keep() {
    return { isNew: this.isNew, how: this.how, actor: this.chooser.keep(), fields: this.fresh?.keep() ?? {} };
  }

  request() {
    if (this.isNew) return this.fresh.request();
    return { name: "mention", body: { actor: this.chooser.read()[0] ?? "", how: this.how } };
  }

  /** What is plainly not there yet, without asking the preview. */
  missing() {
    if (this.isNew || this.chooser.read().length) return [];
    return [{ severity: "error", message: "nobody is chosen", hint: "Choose one of the list." }];
  }

  tell(problems) {
    if (this.isNew) this.fresh.tell(problems);
    else this.told.replaceChildren(...makeProblems(problems));
  }

  refuse(problems) {
    if (this.isNew) return this.fresh.refuse(problems);
    this.tell(problems);
    this.chooser.input.focus();
  }
}

/** Who is probably meant: called by all of the words, or by the last of them. */
function guessed(known, words) {
  return find(known, words)[0] ?? find(known, words.split(/\s+/).at(-1))[0];
}
