import { el } from "../core/dom.js";
import { dateTime } from "../core/format.js";
import { t } from "../core/i18n.js";

/**
 * The experiments so far, newest first.
 *
 * @param {ExperimentSummary[]} summaries
 * @param {string | undefined} shown
 * @param {{ open: (id: string) => void, renew: () => void }} actions
 */
export function historyList(summaries, shown, { open, renew }) {
  return el(
    "section",
    { "aria-labelledby": "history-title" },
    el(
      "div",
      { class: "history-head" },
      el("h3", { id: "history-title", text: t("history.title") }),
      shown ? el("button", { type: "button", id: "experiment-new", text: t("history.new"), onclick: renew }) : null,
    ),
    summaries.length === 0 ? el("p", { class: "hint", text: t("history.none") }) : null,
    el("ol", {}, summaries.map((one) => entry(one, one.id === shown, open))),
  );
}

/**
 * @param {ExperimentSummary} summary
 * @param {boolean} current
 * @param {(id: string) => void} open
 */
function entry(summary, current, open) {
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        "data-run": summary.id,
        "aria-current": current ? "true" : null,
        onclick: () => open(summary.id),
      },
      el("b", { text: summary.kind }),
      el("span", { class: `badge ${badge(summary)}`, text: t(`badge.${badge(summary)}`) }),
      el("span", { class: "hint number", text: `${dateTime(summary.startedAt)} · ${t(`preset.${summary.preset}`)}` }),
    ),
  );
}

/**
 * The state of an experiment in one word.
 *
 * @param {ExperimentSummary} summary
 */
export function badge({ state, valid, outcome }) {
  if (state !== "finished") {
    return state;
  }
  return valid ? (outcome ?? "finished") : "invalid";
}
