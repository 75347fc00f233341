import { setState, state } from "./address.js";
import { byId } from "./dom.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** Starts the tabs: by pointer, by arrow keys, and by the address. */
export function startTabs() {
  const tabs = all();
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      showTab(nameOf(tab));
      bringIntoView();
    });
    tab.addEventListener("keydown", (event) => {
      if (event.key in STEPS) {
        const next = tabs[(tabs.indexOf(tab) + STEPS[event.key] + tabs.length) % tabs.length];
        next.focus();
        showTab(nameOf(next));
      }
    });
  }
  const wanted = state("tab");
  showTab(tabs.some((tab) => nameOf(tab) === wanted) ? String(wanted) : "try");
}

/** @param {string} name */
export function showTab(name) {
  for (const tab of all()) {
    const selected = nameOf(tab) === name;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    byId(nameOf(tab)).hidden = !selected;
  }
  setState({ tab: name });
}

/** On a phone the tabs stay at the bottom of the screen, away from their panels. */
function bringIntoView() {
  if (matchMedia("(max-width: 640px)").matches) {
    byId("panels").scrollIntoView();
  }
}

/** @returns {HTMLElement[]} */
function all() {
  return [...document.querySelectorAll("[role=tab]")].map((tab) => /** @type {HTMLElement} */ (tab));
}

/** @param {HTMLElement} tab */
function nameOf(tab) {
  return tab.dataset.tab ?? "";
}
