import { el } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { markCause } from "./causes.js";

/**
 * Where the time of a block went, in the order of the bar, and the cause whose colour it has.
 *
 * @type {[name: string, cause: Cause][]}
 */
const TIME_PARTS = [
  ["cpuMs", "cpu"],
  ["runnableMs", "contention"],
  ["throttledMs", "contention"],
  ["stolenMs", "contention"],
  ["sleepingMs", "wait"],
  ["ioMs", "wait"],
  ["stoppedMs", "pause"],
];

/**
 * The parts of a block's time that are worth showing; none if the monitor does not know them.
 *
 * @param {Block} block
 * @returns {{ name: string, cause: Cause, ms: number, share: number }[]}
 */
export function partsOf({ time }) {
  const parts = TIME_PARTS.map(([name, cause]) => ({ name, cause, ms: time?.[name] ?? 0 })).filter((part) => part.ms > 0);
  const total = parts.reduce((sum, part) => sum + part.ms, 0);
  return parts.map((part) => ({ ...part, share: part.ms / total }));
}

/**
 * The parts as a stacked bar, and the same in words.
 *
 * @param {Block} block
 * @returns {HTMLElement[]}
 */
export function timeBar(block) {
  const parts = partsOf(block);
  if (parts.length === 0) {
    return [];
  }
  const bar = el("div", { class: "time-bar", "aria-hidden": "true" });
  for (const part of parts) {
    const piece = colored("span", part);
    piece.style.flexGrow = String(part.share);
    bar.append(piece);
  }
  const words = parts.map((part) =>
    el("li", {}, colored("i", part), `${t(`time.${part.name}`)} ${ms(part.ms)}`),
  );
  return [bar, el("ul", { class: "time-words number" }, words)];
}

/**
 * @param {"span" | "i"} tag
 * @param {{ name: string, cause: Cause }} part
 */
function colored(tag, { name, cause }) {
  const piece = el(tag, { class: `part ${name}` });
  markCause(piece, cause);
  return piece;
}
