import { Emitter } from "./emitter.js";
import { remember, remembered } from "./storage.js";

const CHOICES = ["system", "light", "dark"];
/** @type {Emitter<void>} */
const changes = new Emitter();
/** @type {Map<string, string>} */
const resolved = new Map();

/**
 * Calls back when colours change.
 *
 * @param {() => void} listener
 */
export function onTheme(listener) {
  changes.listen(listener);
}

export function startTheme() {
  const chosen = remembered("theme") ?? "";
  apply(CHOICES.includes(chosen) ? chosen : "system");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

/** Switches between light and dark. */
export function toggleTheme() {
  const chosen = isDark() ? "light" : "dark";
  remember("theme", chosen);
  apply(chosen);
  changed();
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

/**
 * The present colour of a custom property, as canvases need it.
 *
 * @param {string} property
 * @returns {string}
 */
export function color(property) {
  let known = resolved.get(property);
  if (known === undefined) {
    const probe = document.createElement("span");
    probe.style.color = `var(${property})`;
    document.body.append(probe);
    known = getComputedStyle(probe).color;
    resolved.set(property, known);
    probe.remove();
  }
  return known;
}

/** @param {string} chosen */
function apply(chosen) {
  document.documentElement.dataset.theme = chosen;
  resolved.clear();
}

function changed() {
  resolved.clear();
  changes.emit();
}
