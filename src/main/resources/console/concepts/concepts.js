import { setState, state } from "../core/address.js";
import { byId, el, setText } from "../core/dom.js";
import { dateTime } from "../core/format.js";
import { onLanguage, pick, t } from "../core/i18n.js";
import { holds } from "./checks.js";
import { outcomeView } from "./outcome.js";
import { CPU_ROWS } from "./rows-cpu.js";
import { LOOP_ROWS } from "./rows-loop.js";
import { REQUEST_ROWS } from "./rows-requests.js";
import { TASK_ROWS } from "./rows-tasks.js";
import { Results } from "./results.js";
import { ServiceClient } from "./service-client.js";

/** All concepts, in the order of a lesson. */
export const ROWS = [...REQUEST_ROWS, ...LOOP_ROWS, ...TASK_ROWS, ...CPU_ROWS];

/** The concepts of asynchronous programming, each with a run that proves its claim here and now. */
export class Concepts {
  #box = byId("concepts");
  #results = new Results();
  /** @type {string | null} */
  #service = null;
  #openExperiment;
  #summary = el("span", { id: "concepts-summary", class: "number", role: "status" });
  #runningAll = false;

  /** @param {(kind: string) => void} openExperiment shows the form of a kind of experiment */
  constructor(openExperiment) {
    this.#openExperiment = openExperiment;
    onLanguage(() => this.#show());
    this.#show();
  }

  /** @param {string} service */
  connect(service) {
    if (this.#service !== service) {
      this.#service = service;
      this.#show();
    }
  }

  #show() {
    this.#box.replaceChildren(
      el("p", { class: "hint", text: t("concepts.intro") }),
      el(
        "div",
        { class: "actions" },
        el("button", {
          type: "button",
          id: "concepts-all",
          class: "primary",
          text: t("concepts.run-all"),
          disabled: this.#service === null || this.#runningAll,
          onclick: () => this.#runAll(),
        }),
        this.#summary,
      ),
      ...ROWS.map((row, index) => this.#row(row, index + 1)),
    );
    this.#summarize();
  }

  #summarize() {
    const outcomes = ROWS.map((row) => this.#results.of(row.id)).filter((one) => one !== undefined);
    const proven = outcomes.filter(isProven).length;
    setText(this.#summary, outcomes.length === 0 ? "" : t("concepts.summary", proven, outcomes.length, ROWS.length));
  }

  /**
   * @param {Concept} row
   * @param {number} number
   */
  #row(row, number) {
    const id = `concept-${row.id}`;
    const button = el("button", {
      type: "button",
      text: t("concept.run"),
      "aria-label": `${t("concept.run")}: ${pick(row.term)}`,
      disabled: this.#service === null || this.#runningAll,
      onclick: () => this.#run(row),
    });
    return el(
      "article",
      { class: "concept", id, "aria-labelledby": `${id}-term` },
      el("h3", { id: `${id}-term`, text: `${number}. ${pick(row.term)}` }),
      el("p", { class: "claim", text: pick(row.claim) }),
      el("div", { class: "run" }, button, row.experiment ? this.#link(row.experiment) : null),
      el("div", { class: "measured", role: "status" }, this.#outcome(row)),
      this.#code(row),
    );
  }

  /** @param {Concept} row */
  #outcome(row) {
    const outcome = this.#results.of(row.id);
    return outcome === undefined ? [] : outcomeView(outcome, this.#service, t("concept.when", dateTime(outcome.at)));
  }

  /** @param {string} kind */
  #link(kind) {
    return el("button", {
      type: "button",
      class: "link",
      text: t("concept.experiment", kind),
      onclick: () => this.#openExperiment(kind),
    });
  }

  /** @param {Concept} row */
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

  async #runAll() {
    this.#runningAll = true;
    this.#show();
    for (const row of ROWS) {
      byId(`concept-${row.id}`).scrollIntoView({ block: "nearest" });
      await this.#run(row);
    }
    this.#runningAll = false;
    this.#show();
  }

  /** @param {Concept} row */
  async #run(row) {
    const element = byId(`concept-${row.id}`);
    const button = element.querySelector(".run button");
    button.disabled = true;
    button.textContent = t("concept.running");
    const client = new ServiceClient(String(this.#service));
    const kept = { at: Date.now(), asked: client.asked };
    const outcome = await row.run(client).then(
      (measured) => ({ ...kept, ...measured }),
      (failure) => ({ ...kept, checks: [], failure: String(failure.message) }),
    );
    this.#results.keep(row.id, outcome);
    byId(`concept-${row.id}`).querySelector(".measured").replaceChildren(...this.#outcome(row));
    button.textContent = t("concept.run");
    button.disabled = this.#runningAll;
    this.#summarize();
  }
}

/** @param {KeptOutcome} outcome */
function isProven({ checks, failure }) {
  return failure === undefined && checks.every(holds);
}

/**
 * @param {string} name
 * @param {string} code
 */
function snippet(name, code) {
  return el("figure", {}, el("figcaption", { text: name }), el("pre", { tabindex: 0, text: code }));
}
