// Words of a link can be selected as any others: browsers would drag the link. So while the pointer's button is held it
// leads nowhere; where nothing was selected it is followed as ever.

const LINKS = ".article :is(h1, .text) a[href]";
const MOVED = 4; // px from which a press is no click

/** @type {{link: Element, href: string, x: number, y: number} | null} */
let held = null;

export function letLinksBeSelected() {
  addEventListener("pointerdown", hold, true);
  for (const type of ["pointerup", "pointercancel", "blur", "pagehide"]) addEventListener(type, release, true);
  addEventListener("click", keepSelection, true);
}

function hold({ target, button, pointerType, clientX, clientY, shiftKey, ctrlKey, metaKey, altKey }) {
  release();
  const link = target instanceof Element ? target.closest(LINKS) : null;
  held = null;
  if (!link || button || pointerType === "touch" || shiftKey || ctrlKey || metaKey || altKey) return;
  held = { link, href: link.getAttribute("href") ?? "", x: clientX, y: clientY };
  link.removeAttribute("href");
}

function release() {
  if (held && !held.link.hasAttribute("href")) held.link.setAttribute("href", held.href);
}

function keepSelection(event) {
  if (!held || !(event.target instanceof Node) || !held.link.contains(event.target)) return;
  const isMoved = Math.hypot(event.clientX - held.x, event.clientY - held.y) > MOVED;
  if (isMoved && !getSelection()?.isCollapsed) event.preventDefault();
}
