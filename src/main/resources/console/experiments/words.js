import { number } from "../core/format.js";
import { has, lang, t } from "../core/i18n.js";

const MINUTE = 60;

/** What the experiment asks: the API's own words in English. */
export function questionOf({ kind, question }) {
  return known(`kind.${kind}.question`, question);
}

export function expectationOf({ kind, expectation }) {
  return known(`kind.${kind}.expectation`, expectation);
}

/** Seconds as people say them: `45 s`, `2 min 10 s`. */
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

/** Day and time of an instant. */
export function day(instant) {
  return new Intl.DateTimeFormat(lang(), { dateStyle: "short", timeStyle: "short" }).format(
    new Date(instant),
  );
}

function known(key, english) {
  return lang() !== "en" && has(key) ? t(key) : english;
}
