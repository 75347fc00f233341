import { byId, el } from "./core/dom.js";
import { onLanguage, t } from "./core/i18n.js";

// What each number is, how to get it as text, and what it does not say.

const SECTIONS = [
  ["lanes", "curl -sN '{console}api/live'"],
  ["lag", "curl -s '{console}actuator/prometheus' | grep ^eventloop_lag"],
  ["blocks", "curl -s -H 'Accept: text/plain' '{console}actuator/eventloops'"],
  ["clocks", "curl -s '{console}actuator/prometheus' | grep -E '^loopscope_probe_seconds|^http_server_requests_seconds.*ping'"],
  ["try", "curl -H 'Accept: text/plain' '{service}api'"],
  ["experiments", "curl -s '{console}api/experiments/kinds'"],
];

export class How {
  /** @type {string | null} */
  #service = null;

  constructor() {
    onLanguage(() => this.#show());
    this.#show();
  }

  /** @param {string} service */
  connect(service) {
    this.#service = service;
    this.#show();
  }

  #show() {
    const origin = new URL(".", location.href).href;
    byId("how").replaceChildren(
      ...SECTIONS.map(([name, query]) =>
        el(
          "section",
          { id: `how-${name}`, class: "how" },
          el("h3", { text: t(`how.${name}`) }),
          el("p", { text: t(`how.${name}.is`) }),
          el("p", { class: "hint", text: t(`how.${name}.not`) }),
          el("pre", {
            tabindex: 0,
            text: query.replace("{console}", origin).replace("{service}", this.#service ?? "…/"),
          }),
        ),
      ),
      el("p", { class: "hint", text: t("how.more") }),
    );
  }
}
