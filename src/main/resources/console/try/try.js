import { setState, state } from "../core/address.js";
import { byId, el, setText } from "../core/dom.js";
import { count, ms, perSecond } from "../core/format.js";
import { onLanguage, t } from "../core/i18n.js";
import { Effect } from "./effect.js";
import { MOST, Repeat } from "./repeat.js";
import { showResult } from "./result.js";
import { send } from "./send.js";
import { curlOf, FIELD_NAMES, fieldsOf, requestOf, WORKS } from "./works.js";

/** @typedef {import("../live/recording.js").Recording} Recording */

/** The form that asks the service for work, and the result. */
export class Try {
  #form = byId("try-form");
  #fields = byId("try-fields");
  #repeat = new Repeat();
  #effect;
  /** @type {string | null} */
  #service = null;
  /** @type {{ result: ServiceResult, request: ServiceRequest } | null} */
  #answered = null;
  /** When the pending request was sent; null if none is. */
  #sentAt = /** @type {number | null} */ (null);
  #work;

  /** @param {Recording} recording */
  constructor(recording) {
    this.#effect = new Effect(recording);
    const wanted = state("work") ?? "";
    this.#work = WORKS.includes(wanted) ? wanted : "cpu";
    this.#form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this.sendOne();
    });
    this.#form.addEventListener("change", (/** @type {Event} */ event) => this.#changed(/** @type {any} */ (event.target)));
    this.#form.addEventListener("input", () => this.#showRequest());
    byId("try-repeat").addEventListener("click", () => this.#startRepeating());
    byId("try-stop").addEventListener("click", () => this.#repeat.stop());
    this.#repeat.changed.listen((tally) => this.#showTally(tally));
    onLanguage(() => this.#show(this.#values()));
    this.#show(Object.fromEntries(new URLSearchParams(location.search)));
  }

  /**
   * Sets the address of the service, without which nothing can be sent.
   *
   * @param {string} service
   */
  connect(service) {
    this.#service = service;
    this.#showRequest();
  }

  /**
   * Fills the form with these values, and sends the request.
   *
   * @param {string} work
   * @param {Record<string, string>} values
   */
  run(work, values) {
    this.#work = work;
    this.#show(values);
    return this.sendOne();
  }

  /** @returns {Promise<ServiceResult>} */
  async sendOne() {
    const request = this.#request();
    const service = String(this.#service);
    this.#effect.begin(request);
    this.#sentAt = performance.now();
    byId("try").setAttribute("aria-busy", "true");
    byId("try-send").disabled = true;
    this.update();
    const result = await send(service, request);
    this.#sentAt = null;
    byId("try-send").disabled = false;
    byId("try").removeAttribute("aria-busy");
    this.#present(result, request);
    return result;
  }

  /** Shows the effect on others, and how long a request has been pending; to be called as time goes on. */
  update() {
    setText(byId("try-effect"), this.#effect.text());
    if (this.#sentAt !== null) {
      const pending = t("try.pending", ms(performance.now() - this.#sentAt));
      byId("try-result").replaceChildren(el("p", { class: "pending number", text: pending }));
    }
  }

  #startRepeating() {
    const atOnce = Number(byId("try-at-once").value);
    const request = this.#request();
    this.#effect.begin(request);
    this.#repeat.start(String(this.#service), request, Math.min(MOST, Math.max(1, atOnce)), (result) =>
      this.#present(result, request),
    );
  }

  /** @param {HTMLInputElement} input */
  #changed({ name, value }) {
    if (name === "work") {
      this.#work = value;
      this.#show({});
    } else if (["strategy", "workload"].includes(name)) {
      this.#show({ [name]: value });
    }
    this.#remember();
  }

  #remember() {
    const values = this.#values();
    setState({
      work: this.#work,
      ...Object.fromEntries(FIELD_NAMES.map((name) => [name, values[name] ?? null])),
    });
  }

  /** @returns {Record<string, string>} */
  #values() {
    /** @type {(HTMLInputElement | HTMLSelectElement)[]} */
    const inputs = [...this.#fields.querySelectorAll("input, select")];
    return Object.fromEntries(inputs.map((input) => [input.name, input.value]));
  }

  #request() {
    return requestOf(this.#work, this.#values());
  }

  /**
   * The fields of the kind of work, with those of the values that fit.
   *
   * @param {Record<string, string>} values
   */
  #show(values) {
    for (const radio of this.#form.elements.work) {
      radio.checked = radio.value === this.#work;
    }
    this.#fields.replaceChildren(...fieldsOf(this.#work, values).map((field) => labelled(field, values)));
    if (this.#answered !== null) {
      this.#present(this.#answered.result, this.#answered.request);
    } else {
      byId("try-result").replaceChildren(el("p", { class: "hint", text: t("try.empty") }));
    }
    this.#showRequest();
  }

  #showRequest() {
    const ready = this.#service !== null;
    byId("try-send").disabled = !ready;
    byId("try-repeat").disabled = !ready;
    setText(byId("try-curl"), this.#service === null ? t("try.waiting") : curlOf(this.#service, this.#request()));
    const on = this.#values().on;
    setText(byId("try-on-means"), on ? t(`on.${on}`) : "");
  }

  /**
   * @param {ServiceResult} result
   * @param {ServiceRequest} request
   */
  #present(result, request) {
    this.#answered = { result, request };
    showResult(byId("try-result"), result, request, String(this.#service));
    this.update();
  }

  /** @param {import("./repeat.js").Tally} tally */
  #showTally({ done, failed, perSecond: rate, p50, max }) {
    byId("try-stop").disabled = !this.#repeat.isRunning;
    const text = done + failed > 0 ? t("repeat.tally", count(done), perSecond(rate), ms(p50), ms(max)) : "";
    setText(byId("try-tally"), failed > 0 ? `${text} ${t("repeat.failed", count(failed))}` : text);
  }
}

/**
 * @param {FormField} field
 * @param {Record<string, string>} values
 */
function labelled(field, values) {
  const id = `try-${field.name}`;
  const wanted = values[field.name];
  const value = wanted !== undefined && (field.options?.includes(wanted) ?? true) ? wanted : field.value;
  const control =
    field.kind === "select"
      ? el("select", { id, name: field.name },
          (field.options ?? []).map((one) => el("option", { value: one, text: one, selected: one === value })))
      : el("input", { id, name: field.name, type: field.kind, value, min: field.min, autocomplete: "off" });
  return el("label", { for: id }, el("span", { text: t(`field.${field.name}`) }), control);
}
