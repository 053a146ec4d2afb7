// What can be said of words, and the tabs to change one's mind.
import { make, makeButton } from "./editor-page.js";

export const TABS = {
  claim: "Claim",
  note: "Note",
  person: "Person",
  organization: "Organization",
  place: "Place",
  mention: "Mention",
};

/** Tabs as the ARIA practices describe them: one is in the order of focus, arrows go to the others. */
export function makeTabs(first, chosen) {
  const tabs = Object.entries(TABS).map(([tab, words]) =>
    makeButton(words, () => choose(tab), { role: "tab", id: `tab-${tab}`, "aria-controls": "form-body" }));
  const names = Object.keys(TABS);
  const show = (tab) =>
    tabs.forEach((button, at) => {
      button.ariaSelected = String(names[at] === tab);
      button.tabIndex = names[at] === tab ? 0 : -1;
    });
  const choose = (tab) => {
    show(tab);
    chosen(tab);
  };
  const element = make("div", { role: "tablist", ariaLabel: "What to say of the words" }, tabs);
  element.addEventListener("keydown", ({ key }) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!by) return;
    const at = (tabs.findIndex((button) => !button.tabIndex) + by + tabs.length) % tabs.length;
    choose(names[at]);
    tabs[at].focus();
  });
  show(first);
  return element;
}
