import { Emitter } from "./emitter.js";
import { remember, remembered } from "./memory.js";

const CHOICES = ["system", "light", "dark"];
const changes = new Emitter();
const resolved = new Map();

/** Calls back when colours change. */
export function onTheme(listener) {
  changes.listen(listener);
}

export function startTheme() {
  apply(CHOICES.includes(remembered("theme")) ? remembered("theme") : "system");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

/** From what the system says to the opposite, and back. */
export function toggleTheme() {
  const chosen = isDark() ? "light" : "dark";
  remember("theme", chosen);
  apply(chosen);
  changed();
}

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

/** The colour that a custom property stands for now, as canvases need it. */
export function color(property) {
  if (!resolved.has(property)) {
    const probe = document.createElement("span");
    probe.style.color = `var(${property})`;
    document.body.append(probe);
    resolved.set(property, getComputedStyle(probe).color);
    probe.remove();
  }
  return resolved.get(property);
}

function apply(chosen) {
  document.documentElement.dataset.theme = chosen;
  resolved.clear();
}

function changed() {
  resolved.clear();
  changes.emit();
}
