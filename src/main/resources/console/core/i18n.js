import { enConcepts } from "../text/en-concepts.js";
import { enExperiments } from "../text/en-experiments.js";
import { en } from "../text/en.js";
import { ruConcepts } from "../text/ru-concepts.js";
import { ruExperiments } from "../text/ru-experiments.js";
import { ru } from "../text/ru.js";
import { Emitter } from "./emitter.js";
import { remember, remembered } from "./memory.js";
import { setState, state } from "./url.js";

const TEXTS = {
  en: { ...en, ...enConcepts, ...enExperiments },
  ru: { ...ru, ...ruConcepts, ...ruExperiments },
};
const changes = new Emitter();
let language = "en";

/** The text of that name in the language of the page; texts with numbers are functions. */
export function t(key, ...values) {
  const text = TEXTS[language][key];
  if (text === undefined) {
    throw new Error(`no text ${key} in ${language}`);
  }
  return typeof text === "function" ? text(...values) : text;
}

/** Whether there is a text of that name in the language of the page. */
export function has(key) {
  return key in TEXTS[language];
}

/** One of `{en, ru}`. */
export function pick(texts) {
  return texts[language];
}

export function lang() {
  return language;
}

/** Calls back when the language changes; texts of the document itself change by themselves. */
export function onLanguage(listener) {
  changes.listen(listener);
}

/** The address decides, then what was chosen last, then the browser. */
export function startLanguage() {
  const wanted = [state("lang"), remembered("lang"), navigator.language.slice(0, 2), "en"];
  apply(wanted.find((one) => one in TEXTS));
}

export function setLanguage(chosen) {
  remember("lang", chosen);
  setState({ lang: chosen });
  apply(chosen);
  changes.emit(chosen);
}

/** Puts texts where the document asks for them: `data-t` for text, `data-t-label` for names. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-t]")) {
    element.textContent = t(element.dataset.t);
  }
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
}

function apply(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  translate(document);
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === chosen));
  }
}
