import { setState, state } from "./url.js";

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** The tabs, by pointer, by arrow keys, and by the address. */
export function startTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => showTab(tab.dataset.tab));
    tab.addEventListener("keydown", (event) => {
      if (event.key in STEPS) {
        const next = tabs.at((tabs.indexOf(tab) + STEPS[event.key]) % tabs.length);
        next.focus();
        showTab(next.dataset.tab);
      }
    });
  }
  showTab(tabs.some((tab) => tab.dataset.tab === state("tab")) ? state("tab") : "try");
}

export function showTab(name) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const selected = tab.dataset.tab === name;
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !selected;
  }
  setState({ tab: name });
}
