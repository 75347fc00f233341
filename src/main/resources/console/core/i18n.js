import { enConcepts } from "../text/en-concepts.js";
import { enExperiments } from "../text/en-experiments.js";
import { en } from "../text/en.js";
import { ruConcepts } from "../text/ru-concepts.js";
import { ruExperiments } from "../text/ru-experiments.js";
import { ru } from "../text/ru.js";
import { setState, state } from "./address.js";
import { Emitter } from "./emitter.js";
import { remember, remembered } from "./storage.js";

/** @typedef {"en" | "ru"} Language */

/** @type {Record<Language, Record<string, string | ((...values: any[]) => string)>>} */
const TEXTS = {
  en: { ...en, ...enConcepts, ...enExperiments },
  ru: { ...ru, ...ruConcepts, ...ruExperiments },
};
/** @type {Emitter<Language>} */
const changes = new Emitter();
/** @type {Language} */
let language = "en";

/**
 * The text of that name in the language of the page; texts with numbers are functions.
 *
 * @param {string} key
 * @param {...any} values
 */
export function t(key, ...values) {
  const text = TEXTS[language][key];
  if (text === undefined) {
    throw new Error(`no text ${key} in ${language}`);
  }
  return typeof text === "function" ? text(...values) : text;
}

/**
 * Whether there is a text of that name in the language of the page.
 *
 * @param {string} key
 */
export function has(key) {
  return key in TEXTS[language];
}

/**
 * One of two texts.
 *
 * @template T
 * @param {Record<Language, T>} texts
 * @returns {T}
 */
export function pick(texts) {
  return texts[language];
}

export function lang() {
  return language;
}

/**
 * Calls back when the language changes; texts of the document itself change without that.
 *
 * @param {(language: Language) => void} listener
 */
export function onLanguage(listener) {
  changes.listen(listener);
}

/** The address decides, then the last choice, then the browser. */
export function startLanguage() {
  const wanted = [state("lang"), remembered("lang"), navigator.language.slice(0, 2), "en"];
  apply(/** @type {Language} */ (wanted.find((one) => one !== null && one in TEXTS)));
}

/** @param {Language} chosen */
export function setLanguage(chosen) {
  remember("lang", chosen);
  setState({ lang: chosen });
  apply(chosen);
  changes.emit(chosen);
}

/** Puts texts where the document asks for them: `data-t` for text, `data-t-label` for names. */
function translate() {
  for (const element of elements("[data-t]")) {
    element.textContent = t(element.dataset.t ?? "");
  }
  for (const element of elements("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel ?? ""));
  }
}

/** @param {Language} chosen */
function apply(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  translate();
  for (const button of elements("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === chosen));
  }
}

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
function elements(selector) {
  return document.querySelectorAll(selector);
}
