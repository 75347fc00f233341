import { el } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { duration, expectationOf, questionOf } from "./text.js";

const LONGEST_GUESS = 500;

/**
 * Which experiment, the reader's guess, and only then the hypothesis.
 *
 * @param {ExperimentKind[]} kinds
 * @param {string | null} wanted
 * @param {string} written the guess so far
 * @param {{ choose: (kind: string) => void, start: (order: { kind: string, preset: string, guess?: string }) => void }} actions
 */
export function form(kinds, wanted, written, { choose, start }) {
  const kind = kinds.find((one) => one.kind === wanted) ?? kinds[0];
  const guess = el("textarea", { id: "guess", name: "guess", rows: 2, maxlength: LONGEST_GUESS, text: written });
  const element = el(
    "form",
    { class: "experiment-form", id: "experiment-form" },
    el(
      "fieldset",
      { class: "kinds" },
      el("legend", { text: t("experiments.choose") }),
      kinds.map((one) => option(one, one === kind, choose)),
    ),
    el("h3", { text: questionOf(kind) }),
    el("p", { class: "hint", text: t("experiments.arms", kind.arms.length, kind.arms.join(" · ")) }),
    el("label", { for: "guess" }, el("span", { text: t("experiments.guess") }), guess),
    el(
      "details",
      {},
      el("summary", { text: t("experiments.show-expectation") }),
      el("p", { class: "expectation", id: "expectation", text: expectationOf(kind) }),
    ),
    presets(kind),
    el("div", { class: "actions" }, el("button", { class: "primary", id: "experiment-start", text: t("experiments.start") })),
  );
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = guess.value.trim();
    const preset = String(new FormData(element).get("preset"));
    start({ kind: kind.kind, preset, ...(said ? { guess: said } : {}) });
  });
  return element;
}

/** @param {ExperimentKind} kind */
function presets(kind) {
  return el(
    "fieldset",
    { class: "choice" },
    el("legend", { text: t("experiments.preset") }),
    Object.entries(kind.presets)
      .toSorted(([, one], [, other]) => one.seconds - other.seconds)
      .map(([name, { seconds }], index) =>
        el(
          "label",
          {},
          el("input", { type: "radio", name: "preset", value: name, checked: index === 0 }),
          el("span", { text: `${t(`preset.${name}`)}, ${duration(seconds)}` }),
        ),
      ),
  );
}

/**
 * @param {ExperimentKind} kind
 * @param {boolean} chosen
 * @param {(kind: string) => void} choose
 */
function option(kind, chosen, choose) {
  const input = el("input", {
    type: "radio",
    name: "kind",
    value: kind.kind,
    checked: chosen,
    onchange: () => {
      choose(kind.kind);
      /** @type {HTMLElement | null} */
      const renewed = document.querySelector(`input[name=kind][value="${CSS.escape(kind.kind)}"]`);
      renewed?.focus();
    },
  });
  return el(
    "label",
    {},
    input,
    el("span", {}, el("b", { text: kind.kind }), el("small", { text: questionOf(kind) })),
  );
}
