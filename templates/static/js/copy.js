// Copying: the link of an annotation, and the forms in which an article is cited.
import { make, makeButton } from "./page.js";

export function addCopying(article) {
  if (!navigator.clipboard) return; // there over https alone; else the links stay links
  for (const link of article.querySelectorAll("a.copy")) {
    link.textContent = "Copy link";
    link.onclick = () => {
      copy(link.href, link);
      return false;
    };
  }
  for (const text of article.querySelectorAll(".cite pre")) {
    const ariaLabel = `Copy ${text.previousElementSibling.textContent}`;
    const button = makeButton("Copy", () => copy(text.textContent, button), { ariaLabel });
    text.after(button);
  }
}

async function copy(text, control) {
  const told = make("span", { role: "status" });
  control.after(told);
  told.textContent = await navigator.clipboard.writeText(text).then(() => " Copied", () => " Not allowed");
  setTimeout(() => told.remove(), 2000);
}
