// Editing in the preview: words of an article are selected, and what is said of them is written to the archive's files.
// The preview adds this script to its pages; a built site has nothing of it.
import { addBar, addExcuse } from "./editor-bar.js";
import { article, refresh } from "./editor-desk.js";
import { form, reopen } from "./editor-form.js";
import { addHost } from "./editor-page.js";
import { addToCards } from "./editor-records.js";
import { showToastAgain } from "./editor-toast.js";
import { addToolbar } from "./editor-toolbar.js";

async function begin() {
  await addHost();
  try {
    await refresh();
  } catch (refused) {
    return addExcuse(refused.message);
  }
  document.documentElement.classList.add("sitegen-editing");
  addBar();
  addToCards();
  addToolbar();
  addEventListener("pagehide", () => form()?.remember());
  showToastAgain();
  await reopen();
}

if (article && document.querySelector(".article")) begin();
