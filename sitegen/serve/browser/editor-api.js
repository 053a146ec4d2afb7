// Calls to the preview. Whatever goes wrong becomes problems that can be shown beside the form.

const KEPT = "What you typed is kept here.";
const REASONS = {
  0: ["the preview cannot be reached", `Is sitegen serve still running? ${KEPT}`],
  403: ["this page is from an earlier run of the preview", `Load it again. ${KEPT}`],
  404: ["the preview does not know this article any more", `Load the page again. ${KEPT}`],
  413: ["this is more than the preview takes at once", "Make it shorter."],
};
/** @type {HTMLElement | null} */
const script = document.querySelector("script[data-sitegen-token]");
const token = script?.dataset.sitegenToken ?? "";

/** Nothing was written, and `problems` say why. */
export class Refused extends Error {
  /** @param {Problem[]} problems */
  constructor(problems) {
    super(problems.map((one) => one.message).join("; "));
    this.problems = problems;
  }
}

/** Somebody else changed the file. Without a `version` theirs cannot be written over. */
export class Conflict extends Error {
  /** @param {FileConflict} found */
  constructor({ file, mine, theirs, version }) {
    super(`${file} was changed`);
    this.file = file;
    this.mine = mine;
    this.theirs = theirs;
    this.version = version;
  }
}

/** The answer to a call; throws Refused or Conflict. */
export function call(name, body) {
  return ask(name, JSON.stringify(body), "application/json");
}

/** Put a file of somebody's into `content/media/`; throws Refused. @param {File} file @returns {Promise<Upload>} */
export function upload(file) {
  return ask(`picture?name=${encodeURIComponent(file.name.slice(-200))}`, file, "application/octet-stream");
}

async function ask(name, body, type) {
  const headers = { "Content-Type": type, "X-Sitegen-Token": token };
  const request = { method: "POST", body, headers };
  const answer = await fetch(new URL(`api/${name}`, import.meta.url), request).catch(() => null);
  const content = await answer?.json().catch(() => null);
  if (answer?.ok && content) return content;
  if (answer?.status === 409 && content) throw new Conflict(content);
  throw new Refused(content?.problems?.length ? content.problems : [reason(answer?.status ?? 0)]);
}

/** What to show of an error that a call threw. @returns {Problem[]} */
export function problemsOf(error) {
  return error.problems ?? [{ severity: "error", message: error.message }];
}

/** @returns {Problem} */
function reason(status) {
  const [message, hint] = REASONS[status] ?? [`the preview answered with ${status}`, KEPT];
  return { severity: "error", code: "", message, hint, file: "", line: 0, field: "" };
}
