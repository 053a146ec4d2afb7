// What is wrong, over the page, until it is mended. A classic script in a block, so that it shares no name with those of
// the site; its elements are in a shadow tree, where the site's styles do not reach. Words become text, never markup.
{
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  let version = own.dataset.version;
  /** The last message. @type {BuildMessage} */
  let report = {
    build: "", version: "", news: "", isDone: true, errors: 0, warnings: 0, notes: 0, problems: [], unlisted: 0, fault: "",
    isWaiting: false, unbuilt: [],
  };
  let isOpen = false;

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name @param {Record<string, any>} given @param {(string | Node)[]} children
   */
  const make = (name, given = {}, ...children) => {
    const element = Object.assign(document.createElement(name), given);
    element.append(...children);
    return element;
  };

  const kinds = ["error", "warning", "note"];
  const titles = { error: "Error", warning: "Warning", note: "Note" };

  const counted = (number, noun) => (number ? [`${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`] : []);

  // --- the elements

  const host = Object.assign(document.createElement("sitegen-problems"), { lang: "en", dir: "ltr" });
  const shadow = host.attachShadow({ mode: "open" });
  const heading = make("h2", { id: "heading" });
  const state = make("p");
  const list = make("ol");
  const fold = make("button", { type: "button", className: "fold" }, "Fold away ", make("kbd", {}, "Esc"));
  const head = make("header", {}, make("div", { role: "alert" }, heading, state), fold);
  const sheet = make("section", { role: "dialog", className: "sheet", tabIndex: -1 }, head, list);
  sheet.setAttribute("aria-labelledby", "heading");
  const cover = make("div", { className: "cover", hidden: true }, sheet);
  const corner = make("button", { type: "button", className: "corner", hidden: true });
  corner.setAttribute("aria-haspopup", "dialog");
  const waiting = make("p", { className: "waiting", hidden: true });
  waiting.setAttribute("role", "status");
  const styles = make("link", { rel: "stylesheet", href: new URL("preview.css", own.src).href });
  shadow.append(styles, waiting, corner, cover);
  // Nothing is seen before it is styled; the style sheet overrules this.
  host.style.display = "none";
  styles.onerror = () => host.style.removeProperty("display");

  const makeExcerpt = (problem) => {
    const rows = problem.excerpt.map(({ line, before, words, after }) => {
      const isOwn = line === problem.line;
      const isMarked = isOwn && (words || problem.column);
      // Where a line ends too early there is nothing to mark but the place.
      const parts = isMarked ? [before, make("mark", {}, words || " "), after] : [before + words + after];
      const number = make("span", { className: "number" }, String(line));
      return make("div", { className: isOwn ? "own" : "" }, number, make("code", {}, ...parts));
    });
    return rows.length ? [make("div", { className: "excerpt" }, ...rows)] : [];
  };

  const makeProblem = (problem) => {
    const place = [problem.file, problem.line, problem.column].filter(Boolean).join(":");
    const top = make(
      "p",
      { className: "top" },
      make("strong", {}, titles[problem.severity]),
      make("span", { className: "place" }, place),
      make("span", { className: "code" }, problem.code),
    );
    const message = make("p", { className: "message" }, problem.message);
    const hint = problem.hint ? [make("p", { className: "hint" }, `Hint: ${problem.hint}`)] : [];
    return make("li", { className: problem.severity }, top, message, ...makeExcerpt(problem), ...hint);
  };

  const makeFault = (fault) => {
    const words = "This is a fault of sitegen, not of your files. Please report it with these lines:";
    return make("li", { className: "error" }, make("p", { className: "message" }, words), make("pre", {}, fault));
  };

  // --- what is shown

  const isBroken = ({ errors, fault }) => errors > 0 || fault !== "";

  const show = () => {
    const { problems, unlisted, fault, isDone } = report;
    const counts = [report.errors, report.warnings, report.notes].flatMap((number, rank) => counted(number, kinds[rank]));
    heading.textContent = fault ? "sitegen failed" : counts.join(", ");
    state.textContent = isDone ? "The site is shown all the same." : "Nothing new is shown until this is mended.";
    list.replaceChildren(...(fault ? [makeFault(fault)] : []), ...problems.map(makeProblem));
    if (unlisted) list.append(make("li", {}, `… and ${unlisted.toLocaleString("en")} more, which the terminal lists.`));
    corner.replaceChildren(heading.textContent);
    corner.className = isBroken(report) ? "corner error" : report.warnings ? "corner" : "corner note";
    cover.hidden = !heading.textContent || !isOpen;
    corner.hidden = !heading.textContent || isOpen;
    waiting.hidden = !report.isWaiting;
    waiting.textContent = report.isWaiting ? "As it was built before; being built anew …" : "";
  };

  const open = () => {
    isOpen = true;
    show();
    sheet.scrollTop = 0;
  };

  // Folded away in one page it stays so in every page of this tab, until the next build.
  const folded = "sitegen-problems-folded";
  const attempt = (act) => {
    try {
      return act();
    } catch {} // where nothing may be kept
  };

  const close = () => {
    isOpen = false;
    attempt(() => sessionStorage.setItem(folded, report.build));
    show();
    corner.focus({ preventScroll: true });
  };

  fold.onclick = close;
  cover.onclick = ({ target }) => target === cover && close();
  corner.onclick = () => {
    open();
    sheet.focus({ preventScroll: true });
  };
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || cover.hidden || event.isComposing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close();
    },
    true, // it lies over all else, so it goes first
  );

  // --- what the server sends

  const receive = (message) => {
    if (message.build !== report.build) {
      // Warnings and notes never open by themselves; a list of them that somebody opened stays.
      const isFolded = attempt(() => sessionStorage.getItem(folded)) === message.build;
      isOpen = isBroken(message) ? !isFolded : isOpen && !isBroken(report);
    }
    report = message;
    show();
    // For the editor, which says whether what was saved is shown.
    host.dataset.unbuilt = message.unbuilt.join("\n");
    host.dataset.state = message.isWaiting ? "waiting" : message.isDone ? "done" : "failed";
    host.dispatchEvent(new CustomEvent("sitegen-build"));
    // The focus of somebody who writes in the page stays where it is.
    const isFree = !document.activeElement || document.activeElement === document.body;
    if (isBroken(report) && isOpen && isFree) sheet.focus({ preventScroll: true });
  };

  // A page that is out of date: livereload loads it anew, but not one that was not connected at that moment. Once for
  // each version, in case something keeps giving out the old page.
  const catchUp = (current, delay) => {
    const tried = "sitegen-caught-up";
    if (attempt(() => sessionStorage.getItem(tried)) === current) return;
    setTimeout(() => {
      attempt(() => sessionStorage.setItem(tried, current));
      location.reload();
    }, delay);
  };

  const connect = () => {
    const socket = new WebSocket(new URL("/_sitegen/live", location.href.replace(/^http/, "ws")));
    let isFirst = true;
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      receive(message);
      if (message.version !== version) {
        if (isFirst) catchUp(message.version, 0);
        else if (message.news === "pages") catchUp(message.version, 2000);
        version = message.version;
      }
      isFirst = false;
    };
    socket.onclose = () => setTimeout(connect, 1000);
  };

  // Outside the body, which belongs to the site.
  document.documentElement.append(host);
  connect();
}
