// Editing in the preview: words of an article are selected, and what is said of them is written to the archive's files.
// The preview adds this script to its pages; a built site has nothing of it.
import { addBar, addNotice } from "./editor-bar.js";
import { article, begin } from "./editor-store.js";
import { form, reopen } from "./editor-form.js";
import { addHost } from "./editor-page.js";
import { addCardButtons, addEntryButtons } from "./editor-records.js";
import { restoreToast } from "./editor-toast.js";
import { letLinksBeSelected } from "./editor-links.js";
import { startMoves } from "./editor-moves.js";
import { addNameBar } from "./editor-names.js";
import { addToolbar } from "./editor-toolbar.js";

async function start() {
  await addHost();
  startMoves();
  /** @type {{name: string, sort: string}} */
  let page;
  try {
    page = await begin();
  } catch (/** @type {any} */ refused) {
    return addNotice(refused.message);
  }
  document.documentElement.classList.add("sitegen-editing");
  addBar(page);
  addEntryButtons();
  if (article) {
    addCardButtons();
    addToolbar();
    letLinksBeSelected();
    addNameBar();
  }
  addEventListener("pagehide", () => form()?.remember());
  restoreToast();
  await reopen();
}

start();
