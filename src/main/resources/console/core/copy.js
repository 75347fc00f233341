import { byId } from "./dom.js";
import { t } from "./i18n.js";

const SHOWN_MS = 1_500;

/** Makes buttons with `data-copy` copy the text of the element they name. */
export function startCopying() {
  document.addEventListener("click", async (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-copy]");
    if (button instanceof HTMLElement) {
      await copy(byId(button.dataset.copy ?? ""));
      const before = button.textContent;
      button.textContent = t("copy.done");
      setTimeout(() => (button.textContent = before), SHOWN_MS);
    }
  });
}

/**
 * Copies a text; where the clipboard is not accessible, as on plain http, selects it instead.
 *
 * @param {HTMLElement} source
 */
async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
  } catch {
    getSelection()?.selectAllChildren(source);
  }
}
