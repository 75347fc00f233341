import { el } from "../core/dom.js";
import { ms } from "../core/format.js";
import { holds, named, shown } from "./checks.js";
import { commands } from "./service-client.js";

/**
 * An outcome: the checks with ✓ or ✗, other figures, recorded steps, and the commands.
 *
 * @param {KeptOutcome} outcome
 * @param {string | null} service
 * @param {string} when
 * @returns {HTMLElement[]}
 */
export function outcomeView({ checks, facts = [], steps = [], failure, asked }, service, when) {
  return [
    el("ul", { class: "checks" }, checks.map(check)),
    el(
      "dl",
      {},
      facts.flatMap(([name, value]) => [el("dt", { text: named(name) }), el("dd", { class: "number", text: shown(value) })]),
    ),
    ...steps.map(stepTable),
    ...(failure === undefined ? [] : [el("p", { class: "problem", text: failure })]),
    ...(service === null ? [] : [el("details", {}, el("summary", { text: `curl · ${when}` }), commandsView(service, asked))]),
  ];
}

/**
 * @param {string} service
 * @param {ServiceRequest[]} asked
 */
function commandsView(service, asked) {
  return el("pre", { class: "commands", tabindex: 0, text: commands(service, asked) });
}

/** @param {ConceptCheck} one */
function check(one) {
  const good = holds(one);
  const { name, value, is, limit } = one;
  return el(
    "li",
    { class: good ? "holds" : "fails" },
    el("b", { text: good ? "✓" : "✗" }),
    el("span", { text: named(name) }),
    el("span", { class: "number", text: is === "=" && good ? shown(value) : `${shown(value)} ${good ? is : opposite(is)} ${shown(limit)}` }),
  );
}

/** @param {ConceptCheck["is"]} relation */
function opposite(relation) {
  return { "<": "≥", "≥": "<", "=": "≠" }[relation];
}

/** @param {{ title: TextName, steps: ConceptStep[] }} table */
function stepTable({ title, steps }) {
  return el(
    "table",
    { class: "steps" },
    el("caption", { text: named(title) }),
    el(
      "tbody",
      {},
      steps.map(({ at, what }, index) =>
        el(
          "tr",
          {},
          el("th", { scope: "row", text: index + 1 }),
          el("td", { text: named(what) }),
          el("td", { class: "number", text: ms(at) }),
        ),
      ),
    ),
  );
}
