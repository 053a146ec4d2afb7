// What can be put right about a name in the article: a bar beside the words that name somebody, and the key `a` on a link.
import { call } from "./editor-api.js";
import { form, openKnown, openName } from "./editor-form.js";
import { make, makeButton, root } from "./editor-page.js";
import { placeBeside } from "./editor-place.js";
import { selectionOf } from "./editor-selection.js";
import { article, idOf, store } from "./editor-store.js";

const NAMES = ".article :is(h1, .text) .name";
const PAUSE = 300; // ms: longer than a pointer takes to pass over a name, or to come from there to the bar

const bar = make("div", { className: "name-bar", role: "group", hidden: true });
/** The element that the bar is for, or will be. @type {Element | null} */
let name = null;
let timer;

export function addNameBar() {
  root.append(bar);
  document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && follow(event));
  document.addEventListener("pointerdown", press, true);
  document.addEventListener("focusin", ({ target }) => isShown(target) && wait(() => open(target)));
  document.addEventListener("focusout", ({ target }) => target === name && wait(close));
  document.addEventListener("selectionchange", () => getSelection()?.isCollapsed || close());
  document.addEventListener("click", onClick, true);
  addEventListener("scroll", () => bar.hidden || !name || placeBeside(bar, name.getClientRects()), { passive: true });
  addEventListener("keydown", ({ key }) => key === "Escape" && close(), true);
  bar.addEventListener("pointerover", () => clearTimeout(timer));
  bar.addEventListener("pointerleave", () => wait(close));
}

/** Open the form for the name that an element is, as the key does; whether it is one. */
export function openNameOf(element) {
  const found = element.closest(NAMES);
  if (found) act(found, (actor) => openName(selectionIn(found), actor, { who: "somebody" }));
  return Boolean(found);
}

/** What opens a card on a touch screen opens the bar, too. */
function onClick({ target }) {
  const named = target instanceof Element && target.closest(".peek")?.previousElementSibling;
  if (named && named.matches(NAMES)) open(named);
}

function press(event) {
  if (!event.composedPath().includes(bar)) close();
}

function isShown(target) {
  return target instanceof Element && target.matches(NAMES) && target.matches(":focus-visible");
}

function follow(event) {
  if (event.composedPath().includes(bar)) return;
  const found = event.target instanceof Element ? event.target.closest(NAMES) : null;
  if (found && found === name && !bar.hidden) return clearTimeout(timer);
  if (found) wait(() => open(found));
  else if (!bar.hidden || name) wait(close);
}

function wait(act) {
  clearTimeout(timer);
  timer = setTimeout(act, PAUSE);
}

function close() {
  clearTimeout(timer);
  bar.hidden = true;
  name = null;
}

async function open(found) {
  if (form() || !getSelection()?.isCollapsed) return;
  name = found;
  await act(found, (actor) => {
    if (name !== found) return;
    const { kind = "person", name: called = actor } = store.known.actors?.find((one) => one.id === actor) ?? {};
    const selection = selectionIn(found);
    const correct = (begin) => close() ?? openName(selection, actor, begin);
    bar.ariaLabel = `${found.textContent}: ${called}`;
    bar.replaceChildren(
      makeButton(`Not this ${kind}`, () => correct({ who: "not", how: "not" })),
      makeButton("Somebody else", () => correct({ who: "somebody" })),
      makeButton("Edit", () => close() ?? openKnown("actor", actor), { ariaLabel: `Edit ${called}` }),
    );
    bar.hidden = false;
    placeBeside(bar, found.getClientRects());
  });
}

/** Call with the id of the actor that a name names: a link says it, of other words the preview knows. */
async function act(found, then) {
  const selection = selectionIn(found);
  const { id } = idOf(found.getAttribute("href")) ?? {};
  const named = id ?? (await call("passage", { article, selection }).catch(() => null))?.actors[0];
  if (named) then(named);
}

function selectionIn(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  return selectionOf(range);
}
