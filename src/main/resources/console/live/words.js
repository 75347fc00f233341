import { count, ms, percent } from "../core/format.js";
import { lang, t } from "../core/i18n.js";

/** What happened, in one sentence: the monitor's own in English, made of the same facts in Russian. */
export function sentenceOf(block) {
  return lang() === "en" ? block.sentence : `${subject(block)}${why(block)}${waited(block)}.`;
}

/** What to do about it: the monitor's own in English, by cause in Russian. */
export function adviceOn(block) {
  return lang() === "en" ? (block.advice ?? "") : t(`advice.${block.cause}`);
}

function subject(block) {
  const name = t(block.ongoing ? "sentence.ongoing" : "sentence.over", block.group, block.loop);
  const blamed = block.cause === "cpu" || block.cause === "wait";
  const route = block.route ? t(blamed ? "sentence.by" : "sentence.serving", block.route) : "";
  return `${name} ${ms(block.durationMs)}${route}`;
}

function why(block) {
  const share = block.cpuShare === null ? "" : t("sentence.cpu", percent(block.cpuShare));
  const culprit = block.culprit ? t("sentence.in", block.culprit) : "";
  switch (block.cause) {
    case "pause":
    case "contention":
      return t(`sentence.${block.cause}`);
    case "flood":
      return t("sentence.flood", count(block.tasks)) + culprit;
    case "wait":
    case "unknown":
      return t(`sentence.${block.cause}`) + share + culprit;
    default:
      return share + culprit;
  }
}

function waited(block) {
  return block.connections > 0
    ? t(block.ongoing ? "sentence.waiting" : "sentence.waited", block.connections)
    : "";
}
