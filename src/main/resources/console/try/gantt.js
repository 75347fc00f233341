import { el, svg } from "../core/dom.js";
import { ms, roundTicks } from "../core/format.js";
import { t } from "../core/i18n.js";
import { servedMs } from "./send.js";

const ROW = 22;
const BAR = 14;
const MOST_ROWS = 40;
const MOST_TICKS = 5;

/**
 * @typedef {{ from: number, to: number, kind: string, text: string }} Bar
 * @typedef {{ name: string, bars: Bar[] }} Row
 */

/**
 * A request as a timeline: first the time of which the service knows nothing, then what it reports
 * that it did. Where in the browser's time the service's time lies is not known; it is drawn at
 * the end.
 *
 * @param {ServiceResult} result
 * @param {ServiceRequest} request
 */
export function gantt(result, request) {
  const total = Math.max(result.took, 0.001);
  const rows = rowsOf(result, request, total);
  const shown = rows.slice(0, MOST_ROWS);
  const height = shown.length * ROW + 20;
  const chart = svg(
    "svg",
    { class: "gantt", role: "img", "aria-label": describe(rows), height, width: "100%" },
    ...roundTicks(total, MOST_TICKS).flatMap((time) => tick(time, total, height)),
    ...shown.flatMap((one, index) => drawRow(one, index, total)),
  );
  const more = rows.length - shown.length;
  return el(
    "div",
    { class: "gantt-box" },
    el("div", { class: "gantt-names" }, shown.map(({ name }) => el("span", { text: name }))),
    chart,
    more > 0 ? el("p", { class: "hint", text: t("gantt.more", more) }) : null,
  );
}

/**
 * @param {ServiceResult} result
 * @param {ServiceRequest} request
 * @param {number} total
 * @returns {Row[]}
 */
export function rowsOf({ answer, status }, request, total) {
  const timeout = status === 504 ? timeoutOf(request.path) : null;
  const served = timeout ?? servedMs({ answer }) ?? 0;
  const unseen = Math.max(0, total - served);
  const waited = Math.min(unseen, answer.waitedMs ?? 0);
  const rows = [row(t("gantt.browser"), 0, total, "client", ms(total))];
  if (unseen > 0 && unseen < total) {
    rows.push(row(t("gantt.unseen"), 0, unseen - waited, "unseen", ms(unseen - waited)));
  }
  if (waited > 0) {
    rows.push(row(t("gantt.waited"), unseen - waited, unseen, "unseen", ms(waited)));
  }
  if (timeout !== null) {
    rows.push(row(t("gantt.call", 1), unseen, total, "cancelled", t("gantt.timeout", ms(timeout))));
  }
  if (typeof answer.runMs === "number") {
    const begun = unseen + (answer.queuedMs ?? 0);
    rows.push(row(t("gantt.queued"), unseen, begun, "queued", ms(begun - unseen)));
    rows.push(row(t("gantt.run"), begun, total, "run", `${ms(answer.runMs)} · ${answer.thread}`));
  }
  return [...rows, ...callsOf(answer.timeline ?? [], unseen)];
}

/**
 * @param {CallStep[]} timeline
 * @param {number} start
 */
function callsOf(timeline, start) {
  return timeline.map(({ call, startMs, endMs, outcome, thread }) => {
    const how = outcome === "ok" ? thread : t(`outcome.${outcome}`);
    return row(t("gantt.call", call), start + startMs, start + endMs, outcome, `${ms(endMs - startMs)} · ${how}`);
  });
}

/**
 * @param {string} name
 * @param {number} from
 * @param {number} to
 * @param {string} kind
 * @param {string} text
 * @returns {Row}
 */
function row(name, from, to, kind, text) {
  return { name, bars: [{ from, to, kind, text }] };
}

/**
 * The timeout that a request asked for, in milliseconds; null if none.
 *
 * @param {string} path
 * @returns {number | null}
 */
export function timeoutOf(path) {
  const [, amount, unit] = /[?&]timeout=([\d.]+)(ms|s)/.exec(path) ?? [];
  return amount === undefined ? null : Number(amount) * (unit === "s" ? 1_000 : 1);
}

/**
 * @param {Row} row
 * @param {number} index
 * @param {number} total
 */
function drawRow({ bars }, index, total) {
  const y = index * ROW + (ROW - BAR) / 2;
  return bars.flatMap(({ from, to, kind, text }) => {
    const left = (100 * from) / total;
    const wide = Math.max(0.15, (100 * (to - from)) / total);
    const inside = wide > 45;
    const after = left + wide < 70;
    return [
      svg("rect", { class: `bar ${kind}`, x: `${left}%`, width: `${wide}%`, y, height: BAR, rx: 2 }),
      svg("text", {
        class: inside ? `inside ${kind}` : "",
        x: `${inside ? left : after ? left + wide : left}%`,
        dx: inside || after ? 6 : -6,
        y: y + BAR - 3,
        "text-anchor": inside || after ? "start" : "end",
        text,
      }),
    ];
  });
}

/**
 * @param {number} time
 * @param {number} total
 * @param {number} height
 */
function tick(time, total, height) {
  const x = `${(100 * time) / total}%`;
  const anchor = time === 0 ? "start" : time > 0.95 * total ? "end" : "middle";
  return [
    svg("line", { class: "tick", x1: x, x2: x, y1: 0, y2: height - 16 }),
    svg("text", { class: "tick", x, y: height - 3, "text-anchor": anchor, text: ms(time) }),
  ];
}

/** @param {Row[]} rows */
function describe(rows) {
  return rows.map(({ name, bars }) => `${name}: ${bars.map((bar) => bar.text).join(", ")}`).join("; ");
}
