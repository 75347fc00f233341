import { byId, el, setText } from "../core/dom.js";
import { count, ms, perSecond } from "../core/format.js";
import { onLanguage, t } from "../core/i18n.js";
import { setState, state } from "../core/url.js";
import { Effect } from "./effect.js";
import { Keep, MOST } from "./keep.js";
import { showResult } from "./result.js";
import { send } from "./send.js";
import { curlOf, fieldsOf, requestOf, WORKS } from "./works.js";

/** The form that asks the service for work, and what came of it. */
export class Try {
  #form = byId("try-form");
  #fields = byId("try-fields");
  #keep = new Keep();
  #effect;
  #service = null;
  #result = null;
  #work = "cpu";

  constructor(record) {
    this.#effect = new Effect(record);
    this.#work = WORKS.includes(state("work")) ? state("work") : "cpu";
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendOne();
    });
    this.#form.addEventListener("change", (event) => this.#changed(event));
    this.#form.addEventListener("input", () => this.#tell());
    byId("try-keep").addEventListener("click", () => this.#keepGoing());
    byId("try-stop").addEventListener("click", () => this.#keep.stop());
    this.#keep.changed.listen((tally) => this.#showTally(tally));
    onLanguage(() => this.#show(this.#values()));
    this.#show(Object.fromEntries(new URLSearchParams(location.search)));
  }

  /** Where the service is; nothing can be sent before that is known. */
  connect(service) {
    this.#service = service;
    this.#tell();
  }

  /** Fills the form with that and sends it. */
  run(work, values) {
    this.#work = work;
    this.#show(values);
    return this.sendOne();
  }

  async sendOne() {
    this.#effect.begin();
    byId("try").setAttribute("aria-busy", "true");
    byId("try-send").disabled = true;
    const result = await send(this.#service, this.#request());
    byId("try-send").disabled = false;
    byId("try").removeAttribute("aria-busy");
    this.#present(result);
  }

  /** Others than the sender: again as time goes on. */
  update() {
    setText(byId("try-effect"), this.#effect.text());
  }

  #keepGoing() {
    const atOnce = Number(byId("try-at-once").value);
    this.#effect.begin();
    this.#keep.start(this.#service, this.#request(), Math.min(MOST, Math.max(1, atOnce)), (result) =>
      this.#present(result),
    );
  }

  #changed(event) {
    if (event.target.name === "work") {
      this.#work = event.target.value;
      this.#show({});
    } else if (["strategy", "workload"].includes(event.target.name)) {
      this.#show({ [event.target.name]: event.target.value });
    }
    this.#remember();
  }

  #remember() {
    const values = this.#values();
    const names = ["strategy", "workload", "calls", "delay", "concurrency", "until", "timeout", "units", "on", "impl"];
    setState({ work: this.#work, ...Object.fromEntries(names.map((name) => [name, values[name] ?? null])) });
  }

  #values() {
    return Object.fromEntries(
      [...this.#fields.querySelectorAll("input, select")].map((input) => [input.name, input.value]),
    );
  }

  #request() {
    return requestOf(this.#work, this.#values());
  }

  /** The fields of the kind of work, with those of the values that fit. */
  #show(values) {
    for (const radio of this.#form.elements.work) {
      radio.checked = radio.value === this.#work;
    }
    this.#fields.replaceChildren(...fieldsOf(this.#work, values).map((field) => input(field, values)));
    if (this.#result !== null) {
      showResult(byId("try-result"), this.#result);
    }
    this.#tell();
  }

  #tell() {
    const ready = this.#service !== null;
    byId("try-send").disabled = !ready;
    byId("try-keep").disabled = !ready;
    setText(byId("try-curl"), ready ? curlOf(this.#service, this.#request()) : t("try.waiting"));
    const on = this.#values().on;
    setText(byId("try-on-means"), on ? t(`on.${on}`) : "");
  }

  #present(result) {
    this.#result = result;
    showResult(byId("try-result"), result);
    this.update();
  }

  #showTally({ done, failed, perSecond: rate, p50, max }) {
    byId("try-stop").disabled = !this.#keep.isGoing;
    const text = done + failed > 0 ? t("keep.tally", count(done), perSecond(rate), ms(p50), ms(max)) : "";
    setText(byId("try-tally"), failed > 0 ? `${text} ${t("keep.failed", count(failed))}` : text);
  }
}

function input(field, values) {
  const id = `try-${field.name}`;
  const value = field.options?.includes(values[field.name]) || field.kind !== "select"
    ? (values[field.name] ?? field.value)
    : field.value;
  const control =
    field.kind === "select"
      ? el("select", { id, name: field.name },
          field.options.map((one) => el("option", { value: one, text: one, selected: one === value })))
      : el("input", { id, name: field.name, type: field.kind, value, min: field.min, autocomplete: "off" });
  return el("label", { for: id }, el("span", { text: t(`field.${field.name}`) }), control);
}
