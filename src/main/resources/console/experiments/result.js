import { el } from "../core/dom.js";
import { dateTime } from "../core/format.js";
import { t } from "../core/i18n.js";
import { download } from "./api.js";
import { ArmsChart } from "./chart.js";
import { badge } from "./history.js";
import { invalid } from "./invalid.js";
import { matrix } from "./matrix.js";
import { armsTable } from "./table.js";
import { expectationOf, questionOf } from "./text.js";

const FORMS = [
  ["Markdown", "text/markdown", "md"],
  ["CSV", "text/csv", "csv"],
  ["JSON", "application/json", "json"],
];

/** The result of an experiment; beside another one of its kind, if asked for. */
export class ResultView {
  /**
   * @param {Report} report
   * @param {Report | null} other
   * @param {ExperimentSummary[]} summaries
   * @param {{ compare: (id: string | null) => void }} actions
   */
  constructor(report, other, summaries, { compare }) {
    const measured = report.arms.length > 0;
    this.element = el(
      "article",
      { class: "result", "aria-label": t("result.title", report.kind) },
      head(report),
      invalid(report),
      finding(report),
      measured && report.kind === "matrix" ? matrix(report) : null,
      measured && report.kind !== "matrix" ? new ArmsChart(report, other).element : null,
      measured ? armsTable(report, other) : el("p", { class: "hint", text: t("result.no-arms") }),
      sentences(t("result.diagnosis"), report.diagnosis),
      sentences(t("result.repeated"), report.repeated),
      sentences(t("result.notes"), report.notes),
      environment(report.environment),
      measured ? tools(report, other, summaries, compare) : null,
    );
  }
}

/** @param {Report} report */
function head(report) {
  return el(
    "div",
    { class: "result-head" },
    el("h3", { text: `${report.kind} — ${questionOf(report)}` }),
    el("span", { class: `badge ${badge(report)}`, text: t(`badge.${badge(report)}`) }),
    el("p", { class: "hint number", text: `${dateTime(report.startedAt)} · ${t(`preset.${report.preset}`)} · ${report.id}` }),
  );
}

/** @param {Report} report */
function finding(report) {
  return el(
    "dl",
    { class: "finding" },
    report.guess ? [el("dt", { text: t("result.your-guess") }), el("dd", { class: "guess", text: report.guess })] : null,
    el("dt", { text: t("experiments.expectation") }),
    el("dd", { text: expectationOf(report) }),
    report.verdict
      ? [el("dt", { text: t("verdict") }), el("dd", { class: "sentence", lang: "en", id: "experiment-verdict", text: report.verdict })]
      : null,
  );
}

/**
 * @param {string} title
 * @param {string[]} list
 */
function sentences(title, list) {
  return list.length === 0
    ? null
    : el(
        "section",
        {},
        el("h3", { text: title }),
        el("ul", { class: "sentences", lang: "en" }, list.map((text) => el("li", { text }))),
      );
}

/** @param {unknown} known */
function environment(known) {
  return known
    ? el(
        "details",
        {},
        el("summary", { text: t("result.environment") }),
        el("pre", { tabindex: 0, text: JSON.stringify(known, null, 2) }),
      )
    : null;
}

/**
 * @param {Report} report
 * @param {Report | null} other
 * @param {ExperimentSummary[]} summaries
 * @param {(id: string | null) => void} compare
 */
function tools(report, other, summaries, compare) {
  const url = new URL(`api/experiments/${report.id}/report`, location.href);
  return el(
    "div",
    { class: "tools" },
    FORMS.map(([name, type, suffix]) =>
      el("button", { type: "button", text: t("result.download", name), onclick: () => download(report.id, type, suffix) }),
    ),
    comparison(report, other, summaries, compare),
    el("p", { class: "curl" },
      el("code", { id: "report-curl", text: `curl -H 'Accept: text/markdown' '${url}'` }),
      el("button", { type: "button", "data-copy": "report-curl", text: t("copy") })),
  );
}

/**
 * @param {Report} report
 * @param {Report | null} other
 * @param {ExperimentSummary[]} summaries
 * @param {(id: string | null) => void} compare
 */
function comparison(report, other, summaries, compare) {
  const others = summaries.filter(
    (one) => one.kind === report.kind && one.id !== report.id && one.state === "finished",
  );
  if (others.length === 0) {
    return null;
  }
  const choice = el(
    "select",
    { id: "compare", onchange: () => compare(choice.value || null) },
    el("option", { value: "", text: t("result.alone") }),
    others.map((one) =>
      el("option", { value: one.id, selected: one.id === other?.id, text: `${dateTime(one.startedAt)} · ${t(`badge.${badge(one)}`)}` }),
    ),
  );
  return el("label", { for: "compare" }, el("span", { text: t("result.compare") }), choice);
}
