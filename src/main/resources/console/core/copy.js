import { t } from "./i18n.js";

const SHOWN_MS = 1_500;

/** Buttons that copy the text of the element they name. */
export function startCopying() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (button === null) {
      return;
    }
    await copy(document.getElementById(button.dataset.copy));
    button.textContent = t("copy.done");
    setTimeout(() => (button.textContent = t("copy")), SHOWN_MS);
  });
}

/** Where the clipboard is out of reach, as on plain http, the text is selected instead. */
async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    getSelection().selectAllChildren(source);
  }
}
