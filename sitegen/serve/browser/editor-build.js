// Whether what was saved is shown already: the preview says with each message which saved files no build has shown.
import { readState, writeState } from "./editor-session-state.js";

/** Of preview.js, which has the socket. @type {HTMLElement | null} */
const source = document.querySelector("sitegen-problems");

/** @type {(() => void)[]} */
const listeners = [];

/** Have a function called whenever `buildState` may say something else. */
export function onBuild(listener) {
  listeners.push(listener);
}

/** A file was saved: it waits for a build, which the next message tells of. */
export function awaitBuild() {
  writeState("unbuilt", true);
  notify();
}

/** What to say of what was saved; empty once it is shown. */
export function buildState() {
  if (!readState("unbuilt")) return "";
  return source?.dataset.state === "failed" ? "It is shown when what is wrong is mended." : "Being built…";
}

function notify() {
  for (const listener of listeners) listener();
}

function hear() {
  if (!source?.dataset.unbuilt) writeState("unbuilt", null);
  notify();
}

source?.addEventListener("sitegen-build", hear);
if (source?.dataset.unbuilt !== undefined) hear(); // the message was here before us
