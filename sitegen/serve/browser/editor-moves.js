// Where the page of a record went: the browser goes there, once a build has shown the change.
import { buildState, onBuild } from "./editor-build.js";
import { arrive, keepFor, readState } from "./editor-session-state.js";

/** A change moved a page: if it is this one, we go after it; to its list where there is none any more. @param {MovedPage | null} moved */
export function follow(moved) {
  const path = location.pathname.replace(/index\.html$/, "");
  if (!moved?.before || !path.endsWith(`/${moved.before}`)) return;
  keepFor(path.slice(0, -moved.before.length) + (moved.after || moved.before.replace(/[^/]*\/$/, "")));
}

/** Go where the page went while it was loaded anew, and from now on when it does. */
export function startMoves() {
  arrive();
  onBuild(go);
  go();
}

async function go() {
  const path = readState("goes");
  if (!path || buildState()) return;
  const found = await fetch(path).catch(() => null);
  location.replace(found?.ok ? path : "/"); // its list goes with the last of its records
}
