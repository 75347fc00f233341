import { number } from "../core/format.js";
import { has, lang, t } from "../core/i18n.js";

const MINUTE = 60;

/**
 * What the experiment asks: in English the API's own words.
 *
 * @param {{ kind: string, question: string }} experiment
 */
export function questionOf({ kind, question }) {
  return known(`kind.${kind}.question`, question);
}

/** @param {{ kind: string, expectation: string }} experiment */
export function expectationOf({ kind, expectation }) {
  return known(`kind.${kind}.expectation`, expectation);
}

/**
 * Seconds as people say them: `45 s`, `2 min 10 s`.
 *
 * @param {number} seconds
 */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    whole >= MINUTE ? `${number(Math.floor(whole / MINUTE), 0)}\u00a0${t("unit.min")}` : "",
    whole < 10 * MINUTE && (whole % MINUTE > 0 || whole < MINUTE)
      ? `${number(whole % MINUTE, 0)}\u00a0${t("unit.s")}`
      : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/**
 * @param {string} key
 * @param {string} english
 */
function known(key, english) {
  return lang() !== "en" && has(key) ? t(key) : english;
}
