import { byId, el } from "../core/dom.js";
import { ms } from "../core/format.js";
import { onLanguage, pick, t } from "../core/i18n.js";
import { setState, state } from "../core/url.js";
import { commands, Lab } from "./lab.js";
import { CPU_ROWS } from "./rows-cpu.js";
import { IO_ROWS } from "./rows-io.js";
import { LOOP_ROWS } from "./rows-loop.js";

const ROWS = [...IO_ROWS, ...LOOP_ROWS, ...CPU_ROWS];

/** The concepts of asynchronous programming, each with a run that proves its claim here and now. */
export class Concepts {
  #box = byId("concepts");
  #results = new Map();
  #service = null;
  #openExperiment;

  /** `openExperiment` shows the form of a kind of experiment. */
  constructor(openExperiment) {
    this.#openExperiment = openExperiment;
    onLanguage(() => this.#show());
    this.#show();
  }

  connect(service) {
    if (this.#service !== service) {
      this.#service = service;
      this.#show();
    }
  }

  #show() {
    this.#box.replaceChildren(
      el("p", { class: "hint", text: t("concepts.intro") }),
      ...ROWS.map((row) => this.#row(row)),
    );
  }

  #row(row) {
    const id = `concept-${row.id}`;
    const result = el("div", { class: "measured", role: "status" });
    const button = el("button", {
      type: "button",
      text: t("concept.run"),
      "aria-label": `${t("concept.run")}: ${pick(row.term)}`,
      disabled: this.#service === null,
      onclick: () => this.#run(row, button, result),
    });
    showResult(result, this.#results.get(row.id), this.#service);
    return el(
      "article",
      { class: "concept", id, "aria-labelledby": `${id}-term` },
      el("h3", { id: `${id}-term`, text: pick(row.term) }),
      el("p", { class: "claim", text: pick(row.claim) }),
      el("div", { class: "run" }, button, row.experiment ? this.#link(row.experiment) : null),
      result,
      this.#code(row),
    );
  }

  #link(kind) {
    return el("button", {
      type: "button",
      class: "link",
      text: t("concept.experiment", kind),
      onclick: () => this.#openExperiment(kind),
    });
  }

  #code(row) {
    const details = el(
      "details",
      { open: state("concept") === row.id },
      el("summary", { text: t("concept.code") }),
      el("div", { class: "pair-of-code" }, snippet("asyncio", row.python), snippet("Reactor", row.java)),
    );
    details.addEventListener("toggle", () => {
      if (details.open) {
        setState({ concept: row.id });
      } else if (state("concept") === row.id) {
        setState({ concept: null });
      }
    });
    return details;
  }

  async #run(row, button, box) {
    button.disabled = true;
    button.textContent = t("concept.running");
    const lab = new Lab(this.#service);
    const outcome = await row.run(lab).then(
      (facts) => ({ facts, asked: lab.asked }),
      (failure) => ({ failure: failure.message, facts: [], asked: lab.asked }),
    );
    this.#results.set(row.id, outcome);
    showResult(box, outcome, this.#service);
    button.textContent = t("concept.run");
    button.disabled = false;
  }
}

function snippet(name, code) {
  return el("figure", {}, el("figcaption", { text: name }), el("pre", { tabindex: 0, text: code }));
}

function showResult(box, outcome, service) {
  if (outcome === undefined) {
    return;
  }
  const { facts, failure, asked } = outcome;
  box.replaceChildren(
    el(
      "dl",
      {},
      facts.flatMap(([name, value]) => [el("dt", { text: t(name) }), el("dd", { class: "number", text: shown(value) })]),
    ),
    failure ? el("p", { class: "problem", text: failure }) : "",
    el("pre", { class: "commands", tabindex: 0, text: commands(service, asked) }),
  );
}

function shown(value) {
  if (typeof value === "number") {
    return ms(value);
  }
  if (typeof value === "string") {
    return value;
  }
  return value.none ? t("m.none") : t(value.yes ? "yes" : "no");
}
