// Before the first paint: what this reader chose earlier; and the switch for light and dark. All scripts of the page
// tell here when they are at work.
// A classic script, since a module runs later.
{
  const { dataset } = document.documentElement;
  const themes = ["", "light", "dark"];
  // Sites may share a host, so each keeps its choices under its own path.
  const site = new URL("../../", /** @type {any} */ (document.currentScript).src).pathname;
  const attempt = (act) => {
    try {
      return act();
    } catch {} // where nothing may be kept, a choice holds for its page
  };

  window.remember = (name, value) => {
    dataset[name] = value;
    attempt(() => localStorage.setItem(site + name, value));
  };

  // What the scripts of the page have begun and not yet done: "busy" or "done" in `data-scripts` of <html>.
  const begun = new Set();
  window.working = (what, isAtWork) => {
    if (isAtWork) begun.add(what);
    else begun.delete(what);
    dataset.scripts = begun.size ? "busy" : "done";
  };
  working("loading", true);
  addEventListener("load", () => working("loading", false)); // modules run before

  for (const name of ["theme", "hide", "keys"]) {
    dataset[name] = attempt(() => localStorage.getItem(site + name)) ?? "";
  }

  addEventListener("DOMContentLoaded", () => {
    // It is in the page from the start, so that nothing moves; without a script it is not shown.
    const button = document.querySelector("button.theme");
    if (!button) return;
    const label = () => {
      button.textContent = dataset.theme || "system";
      button.ariaLabel = `Light or dark: ${button.textContent}`;
    };
    button.onclick = () => {
      remember("theme", themes[(themes.indexOf(dataset.theme ?? "") + 1) % 3]);
      label();
    };
    label();
  });
}
