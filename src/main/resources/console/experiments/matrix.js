import { el } from "../core/dom.js";
import { ms, perSecond } from "../core/format.js";
import { t } from "../core/i18n.js";
import { PLACEMENTS } from "../try/works.js";
import { sumOf } from "./table.js";

/** @type {Record<string, { value: (arm: Arm) => number, format: (value: number) => string }>} */
const FIGURES_OF_CELLS = {
  "bystander-p99": { value: (arm) => arm.bystander.p99, format: ms },
  "work-p99": { value: (arm) => arm.work.p99, format: ms },
  achieved: { value: (arm) => arm.achievedPerSecond, format: perSecond },
};
const STEPS = 9;

/**
 * Kinds of work by placement, as a table whose cells stand out the more, the larger their figure.
 *
 * @param {Report} report
 */
export function matrix(report) {
  const table = el("table", { class: "heat" });
  const figures = Object.keys(FIGURES_OF_CELLS);
  const choice = el(
    "fieldset",
    { class: "choice" },
    el("legend", { text: t("matrix.figure") }),
    figures.map((name, index) =>
      el(
        "label",
        {},
        el("input", { type: "radio", name: "figure", value: name, checked: index === 0, onchange: () => fill(table, report, name) }),
        el("span", { text: t(`table.${name}`) }),
      ),
    ),
  );
  fill(table, report, figures[0]);
  return el(
    "section",
    { class: "matrix" },
    choice,
    el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": t("matrix.title") }, table),
    el(
      "p",
      { class: "hint heat-legend" },
      el("span", { text: t("matrix.less") }),
      el("i", { class: "heat-scale", "aria-hidden": "true" }),
      el("span", { text: t("matrix.more") }),
      el("span", { text: t("matrix.hint") }),
    ),
  );
}

/**
 * Which placements suit a kind of work, as the verdict of the experiment lists them.
 *
 * @param {string | null} verdict
 * @param {string} work
 * @returns {string[]}
 */
export function suited(verdict, work) {
  const places = (verdict ?? "")
    .split(/; |, for /)
    .find((part) => part.startsWith(`${work}: `))
    ?.slice(work.length + 2);
  return places === undefined ? [] : places.split(", ");
}

/**
 * @param {HTMLTableElement} table
 * @param {Report} report
 * @param {string} figure
 */
function fill(table, report, figure) {
  const works = distinct(report.arms, "work");
  const places = distinct(report.arms, "on").toSorted(
    (one, other) => PLACEMENTS.indexOf(one) - PLACEMENTS.indexOf(other),
  );
  const { value } = FIGURES_OF_CELLS[figure];
  const values = report.arms.map(value).filter((one) => one > 0);
  const scale = { low: Math.log(Math.min(...values)), high: Math.log(Math.max(...values)) };
  const cells = (/** @type {string} */ work) => {
    const good = suited(report.verdict, work);
    return places.map((on) => cell(report, work, on, figure, scale, good.includes(on)));
  };
  table.replaceChildren(
    el("caption", { text: `${t("matrix.title")}, ${t(`table.${figure}`)}` }),
    el("thead", {}, el("tr", {}, el("td"), places.map((on) => el("th", { scope: "col", text: on })))),
    el("tbody", {}, works.map((work) => el("tr", {}, el("th", { scope: "row", text: work }), cells(work)))),
  );
}

/**
 * @param {Report} report
 * @param {string} work
 * @param {string} on
 * @param {string} figure
 * @param {{ low: number, high: number }} scale
 * @param {boolean} suits
 */
function cell(report, work, on, figure, { low, high }, suits) {
  const arm = report.arms.find((one) => one.facts.work === work && one.facts.on === on);
  if (arm === undefined) {
    return el("td", { class: "none", "aria-label": t("matrix.none") });
  }
  const { value, format } = FIGURES_OF_CELLS[figure];
  const amount = value(arm);
  const share = high > low && amount > 0 ? (Math.log(amount) - low) / (high - low) : 0;
  const failed = sumOf(arm.errors);
  return el(
    "td",
    { class: `heat-${Math.round(share * STEPS)}${suits ? " suits" : ""}`, "data-arm": arm.name, "data-on": on, "data-value": amount },
    format(amount),
    suits ? el("small", { text: `✓ ${t("matrix.suits")}` }) : null,
    failed > 0 ? el("small", { text: t("matrix.errors", failed) }) : null,
  );
}

/**
 * @param {Arm[]} arms
 * @param {string} fact
 */
function distinct(arms, fact) {
  return [...new Set(arms.map((arm) => arm.facts[fact]))];
}
