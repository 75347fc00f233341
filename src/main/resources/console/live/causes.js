import { el } from "../core/dom.js";
import { count } from "../core/format.js";
import { pick } from "../core/i18n.js";

/**
 * @typedef {object} CauseFacts
 * @property {boolean} blamesCode whether the code on the loop is the reason
 * @property {string} color from the palette of Okabe and Ito
 * @property {string} ink colour of text on it
 * @property {number[][]} strokes lines of its pattern in a tile of 8 by 8 pixels
 * @property {Record<"en" | "ru", string>} name
 * @property {Record<"en" | "ru", string>} means
 * @property {(facts: { share: string, culprit: string, tasks: string }) => string} why how the
 *   Russian sentence of a block goes on; the English one comes from the monitor
 * @property {string} advice the Russian advice; the English one comes from the monitor
 */

/**
 * The causes of blocks: everything that the page knows of one. A test compares the list with the
 * monitor's, and the colours with the palette of docs/operate.md.
 *
 * @type {Record<Cause, CauseFacts>}
 */
export const CAUSES = {
  cpu: {
    blamesCode: true,
    color: "#d55e00",
    ink: "#111",
    strokes: [],
    name: { en: "CPU", ru: "CPU" },
    means: {
      en: "the loop's thread ran on a CPU nearly all the time",
      ru: "поток цикла почти всё время выполнялся на процессоре",
    },
    why: ({ share, culprit }) => share + culprit,
    advice:
      "Цикл занят вычислением. Вынесите его в parallel (subscribeOn или publishOn) или разбейте на части по несколько миллисекунд, между которыми цикл свободен.",
  },
  wait: {
    blamesCode: true,
    color: "#0072b2",
    ink: "#fff",
    strokes: [[0, 2, 8, 2], [0, 6, 8, 6]],
    name: { en: "wait", ru: "ожидание" },
    means: {
      en: "the loop's thread slept, was parked, or waited for a lock or for I/O",
      ru: "поток цикла спал, был припаркован или ждал блокировки либо ввода-вывода",
    },
    why: ({ share, culprit }) => `, поток ждал${share}${culprit}`,
    advice:
      "В цикле событий выполнялось блокирующее ожидание. Используйте неблокирующий вариант или вынесите вызов в boundedElastic либо в виртуальные потоки.",
  },
  pause: {
    blamesCode: false,
    color: "#cc79a7",
    ink: "#111",
    strokes: [[2, 0, 2, 8], [6, 0, 6, 8]],
    name: { en: "pause", ru: "пауза JVM" },
    means: { en: "the whole JVM was paused", ru: "была приостановлена вся JVM" },
    why: () => " — была приостановлена вся JVM",
    advice:
      "Код в цикле событий ни при чём: была приостановлена вся JVM. Проверьте сборку мусора, подкачку, лимиты CPU, не останавливали ли контейнер или машину.",
  },
  contention: {
    blamesCode: false,
    color: "#e69f00",
    ink: "#111",
    strokes: [[0, 8, 8, 0], [-2, 2, 2, -2], [6, 10, 10, 6]],
    name: { en: "contention", ru: "нехватка CPU" },
    means: {
      en: "the loop's thread was runnable, but not scheduled on a CPU",
      ru: "поток цикла был готов к выполнению, но не получал процессор",
    },
    why: () => " — поток был готов к выполнению, но не получал процессор",
    advice:
      "Код в цикле событий ни при чём: потоку не выделили процессор. Проверьте лимиты CPU (throttling), соседей по машине и потоки, конкурирующие за ядра.",
  },
  flood: {
    blamesCode: true,
    color: "#009e73",
    ink: "#111",
    strokes: [[1, 2, 3, 2], [5, 6, 7, 6]],
    name: { en: "flood", ru: "шквал задач" },
    means: {
      en: "the loop ran so many short tasks in a row that other work had no turn",
      ru: "цикл подряд выполнял столько коротких задач, что до остальных не доходила очередь",
    },
    why: ({ culprit, tasks }) => ` — подряд выполнено задач: ${tasks}${culprit}`,
    advice:
      "Цикл заняло множество коротких задач. Объединяйте их в пакеты, ограничьте число одновременных (limitRate, concurrency у flatMap) или распределите по циклам.",
  },
  unknown: {
    blamesCode: true,
    color: "#999999",
    ink: "#111",
    strokes: [[0, 8, 8, 0], [0, 0, 8, 8]],
    name: { en: "unknown", ru: "неизвестно" },
    means: { en: "too little evidence was collected", ru: "собрано слишком мало данных" },
    why: ({ share, culprit }) => `, причина неизвестна${share}${culprit}`,
    advice: "Данных слишком мало, чтобы что-то советовать.",
  },
};

/** @type {Cause[]} */
export const CAUSE_IDS = /** @type {any} */ (Object.keys(CAUSES));

/**
 * What the page knows of a cause; of one that it does not know, as of `unknown`.
 *
 * @param {string} cause
 * @returns {CauseFacts}
 */
export function causeOf(cause) {
  return CAUSES[/** @type {Cause} */ (cause)] ?? CAUSES.unknown;
}

/** @param {string} cause */
export function causeName(cause) {
  return pick(causeOf(cause).name);
}

/**
 * Gives an element the colour of a cause, as `--cause`; null takes it away.
 *
 * @param {HTMLElement} element
 * @param {string | null} cause
 */
export function markCause(element, cause) {
  if (element.dataset.cause !== (cause ?? "")) {
    element.dataset.cause = cause ?? "";
    element.style.setProperty("--cause", cause === null ? "" : causeOf(cause).color);
  }
}

/**
 * A small label with the name and the colour of a cause.
 *
 * @param {string} cause
 */
export function causeChip(cause) {
  const chip = el("span", { class: "chip", text: causeName(cause) });
  markCause(chip, cause);
  return chip;
}

/**
 * Why a block happened, as its Russian sentence goes on.
 *
 * @param {Block} block
 * @param {string} share
 * @param {string} culprit
 */
export function whyOf(block, share, culprit) {
  return causeOf(block.cause).why({ share, culprit, tasks: count(block.tasks) });
}
