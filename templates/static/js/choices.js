// What a reader wants to see of the annotations; what is hidden leaves plain words.
import { make } from "./page.js";

const KINDS = { claim: "Claims", note: "Notes", name: "Names" };
const { dataset } = document.documentElement;

export function addChoices(article) {
  const boxes = Object.keys(KINDS).filter((kind) => article.querySelector(`.card.${kind}, a.${kind}`)).map(makeBox);
  const choices = make("div", { className: "choices" }, make("dt", {}, "Show"), make("dd", {}, ...boxes));
  if (boxes.length) article.querySelector(".facts")?.prepend(choices);
}

function makeBox(kind) {
  const hidden = new Set((dataset.hide ?? "").split(" "));
  const box = make("input", { type: "checkbox", checked: !hidden.has(kind) });
  box.onchange = () => {
    const others = (dataset.hide ?? "").split(" ").filter((one) => one !== kind);
    remember("hide", [...others, box.checked ? "" : kind].join(" ").trim());
  };
  return make("label", {}, box, ` ${KINDS[kind]}`);
}
