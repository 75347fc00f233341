import { el, svg } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { servedMs } from "./send.js";

const ROW = 22;
const BAR = 14;
const MOST_ROWS = 40;
const TICKS = 4;

/**
 * A request as a timeline: first the time that the service knows nothing of, then what it says it
 * did. Where in the browser's time the service's time lies cannot be known; it is drawn at the end.
 */
export function gantt(result) {
  const total = Math.max(result.took, 0.001);
  const unseen = Math.max(0, total - (servedMs(result) ?? 0));
  const rows = rowsOf(result, total, unseen);
  const shown = rows.slice(0, MOST_ROWS);
  const height = shown.length * ROW + 20;
  const chart = svg(
    "svg",
    { class: "gantt", role: "img", "aria-label": describe(rows), height, width: "100%" },
    ...ticks(total, height),
    ...shown.flatMap((row, index) => drawRow(row, index, total)),
  );
  const more = rows.length - shown.length;
  return el(
    "div",
    { class: "gantt-box" },
    el("div", { class: "gantt-names" }, shown.map((row) => el("span", { text: row.name }))),
    chart,
    more > 0 ? el("p", { class: "hint", text: t("gantt.more", more) }) : null,
  );
}

function rowsOf({ answer }, total, unseen) {
  const rows = [
    { name: t("gantt.browser"), bars: [{ from: 0, to: total, kind: "client", text: ms(total) }] },
  ];
  if (unseen > 0 && unseen < total) {
    rows.push({
      name: t("gantt.unseen"),
      bars: [{ from: 0, to: unseen, kind: "unseen", text: ms(unseen) }],
    });
  }
  if (typeof answer.runMs === "number") {
    const queued = answer.queuedMs ?? 0;
    rows.push(
      { name: t("gantt.queued"), bars: [{ from: unseen, to: unseen + queued, kind: "queued", text: ms(queued) }] },
      {
        name: t("gantt.run"),
        bars: [{ from: unseen + queued, to: total, kind: "run", text: `${ms(answer.runMs)} · ${answer.thread}` }],
      },
    );
  }
  for (const step of answer.timeline ?? []) {
    const took = step.endMs - step.startMs;
    const text = `${ms(took)} · ${step.outcome === "ok" ? step.thread : t(`outcome.${step.outcome}`)}`;
    const bar = { from: unseen + step.startMs, to: unseen + step.endMs, kind: step.outcome, text };
    rows.push({ name: t("gantt.call", step.call), bars: [bar] });
  }
  return rows;
}

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

function ticks(total, height) {
  return Array.from({ length: TICKS + 1 }, (_, tick) => {
    const share = tick / TICKS;
    const anchor = tick === 0 ? "start" : tick === TICKS ? "end" : "middle";
    return [
      svg("line", { class: "tick", x1: `${100 * share}%`, x2: `${100 * share}%`, y1: 0, y2: height - 16 }),
      svg("text", {
        class: "tick",
        x: `${100 * share}%`,
        y: height - 3,
        "text-anchor": anchor,
        text: ms(total * share),
      }),
    ];
  }).flat();
}

function describe(rows) {
  return rows.map(({ name, bars }) => `${name}: ${bars.map((bar) => bar.text).join(", ")}`).join("; ");
}
