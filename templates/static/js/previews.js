// Cards with the first lines of a person, topic, claim or note beside the links that lead there.
import { make, makeButton, working } from "./page.js";

const RECORD = /^(people|organizations|places|topics|claims|notes)\/[^/]+\/$/;
const PAUSE = 300; // ms: longer than a pointer takes to pass over a link, or to come from there to the card
const GAP = 6; // px between link and card
const WITHOUT_BUTTON = ".kicker a, .actors a, .entries :is(h2, h3, .statement) a, svg a";

const root = new URL("../../", import.meta.url).href;
const main = document.querySelector("main");
const files = new Map();
const card = make("div", { className: "preview", id: "preview", role: "tooltip", hidden: true });
let opener; // the link or button that the card is open for, or will be
let timer; // of what is done after the pause; 0 = nothing
let loading = 0;

const tell = () => working("previews", Boolean(timer || loading));

function wait(act, ...given) {
  timer = setTimeout(() => {
    timer = 0;
    act(...given);
    tell();
  }, PAUSE);
  tell();
}

function waitNoLonger() {
  clearTimeout(timer);
  timer = 0;
  tell();
}

/** The URL from the root of the record that a link leads to, or "". */
function urlOf(link) {
  if (link.closest(".card")) return ""; // a card in the margin says as much
  const { href } = new URL(link.getAttribute("href"), document.baseURI);
  const url = href.startsWith(root) ? href.slice(root.length) : "";
  return RECORD.test(url) && !location.href.startsWith(href) ? url : "";
}

/** A record, from the file that `urls.preview_file` names. */
async function load(url) {
  const digits = Number(document.body.dataset.previews);
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(url)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const name = digits ? hash.toString(16).padStart(8, "0").slice(-digits) : "all";
  const read = () => fetch(`${root}data/previews/${name}.json`).then((answer) => answer.json());
  if (!files.has(name)) files.set(name, read().catch(() => ({})));
  return (await files.get(name))[url];
}

/** Below the link if there is room, else above; never out of the window. */
function place(control) {
  const { top, bottom, left } = control.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth, offsetHeight, style } = card;
  const isBelow = bottom + GAP + offsetHeight <= clientHeight;
  style.top = `${scrollY + (isBelow ? bottom + GAP : Math.max(0, top - GAP - offsetHeight))}px`;
  style.left = `${scrollX + Math.max(0, Math.min(left, clientWidth - offsetWidth))}px`;
}

async function open(control, url) {
  loading += 1;
  tell();
  const record = await load(url);
  if (record && opener === control) show(control, record);
  loading -= 1;
  tell();
}

function show(control, record) {
  const lines = ["kind", "title", "line", "verdict", "text", "count"].filter((name) => record[name]);
  card.replaceChildren(...lines.map((name) => make("p", { className: name, dir: "auto" }, record[name])));
  card.querySelector(".verdict")?.classList.add(record.tone ?? "none");
  main.append(card);
  card.hidden = false;
  place(control);
  control.setAttribute("aria-describedby", card.id);
  if (control.ariaExpanded) control.ariaExpanded = "true";
}

function close() {
  waitNoLonger();
  card.hidden = true;
  opener?.removeAttribute("aria-describedby");
  if (opener?.ariaExpanded) opener.ariaExpanded = "false";
  opener = undefined;
}

/** Open or close after a pause. */
function follow({ target }) {
  const link = target.closest("main a[href]");
  const url = link ? urlOf(link) : "";
  const isOver = !url && !card.contains(target);
  if (isOver && opener === document.activeElement) return;
  waitNoLonger();
  if (isOver) wait(close);
  if (!url || (link === opener && !card.hidden)) return;
  close();
  opener = link;
  wait(open, link, url);
}

function addButton(link) {
  const url = urlOf(link);
  const toggle = () => {
    if (opener === button) return close();
    close();
    opener = button;
    open(button, url);
  };
  const ariaLabel = `About ${link.textContent}`;
  const button = makeButton("", toggle, { className: "peek", ariaLabel, ariaExpanded: "false" });
  if (url) link.after(button);
}

document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && follow(event));
// A click gives the focus, too, but asks for the page.
document.addEventListener("focusin", (/** @type {any} */ event) => event.target.matches(":focus-visible") && follow(event));
document.addEventListener("focusout", ({ target }) => target === opener && close());
document.addEventListener("pointerdown", ({ target }) => card.contains(target) || opener?.contains(target) || close());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || card.hidden) return;
  event.preventDefault(); // one press closes one thing
  close();
});
if (matchMedia("(hover: none)").matches) {
  main.querySelectorAll(`a[href]:not(${WITHOUT_BUTTON})`).forEach(addButton);
}
