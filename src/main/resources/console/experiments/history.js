import { el } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { day } from "./words.js";

/** The experiments so far, newest first. */
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
    el(
      "ol",
      {},
      summaries.map((one) =>
        el(
          "li",
          {},
          el(
            "button",
            {
              type: "button",
              "data-run": one.id,
              "aria-current": one.id === shown ? "true" : null,
              onclick: () => open(one.id),
            },
            el("b", { text: one.kind }),
            el("span", { class: `badge ${badge(one)}`, text: t(`badge.${badge(one)}`) }),
            el("span", { class: "hint number", text: `${day(one.startedAt)} · ${t(`preset.${one.preset}`)}` }),
          ),
        ),
      ),
    ),
  );
}

/** How it stands with an experiment, in one word. */
export function badge({ state, valid, outcome }) {
  if (state !== "finished") {
    return state;
  }
  return valid ? (outcome ?? "finished") : "invalid";
}
