import { ms, percent } from "../core/format.js";
import { lang, t } from "../core/i18n.js";
import { causeOf, whyOf } from "./causes.js";

/**
 * What happened, in one sentence: in English the monitor's own, in Russian made of the same facts.
 *
 * @param {Block} block
 */
export function sentenceOf(block) {
  return lang() === "en" ? block.sentence : `${subject(block)}${why(block)}${waited(block)}.`;
}

/**
 * What to do about it: in English the monitor's own, in Russian by cause.
 *
 * @param {Block} block
 */
export function adviceOn(block) {
  return lang() === "en" ? (block.advice ?? "") : causeOf(block.cause).advice;
}

/**
 * A loop as the API names it.
 *
 * @param {{ group: string, loop: number }} loop
 */
export function loopName({ group, loop }) {
  return `${group}-${loop}`;
}

/** @param {Block} block */
function subject(block) {
  const name = t(block.ongoing ? "sentence.ongoing" : "sentence.over", loopName(block), ms(block.durationMs));
  const blamed = block.cause === "cpu" || block.cause === "wait";
  return name + (block.route ? t(blamed ? "sentence.by" : "sentence.serving", block.route) : "");
}

/** @param {Block} block */
function why(block) {
  const share = block.cpuShare === null ? "" : t("sentence.cpu", percent(block.cpuShare));
  const culprit = block.culprit ? t("sentence.in", block.culprit) : "";
  return whyOf(block, share, culprit);
}

/** @param {Block} block */
function waited(block) {
  return block.connections > 0
    ? t(block.ongoing ? "sentence.waiting" : "sentence.waited", block.connections)
    : "";
}
