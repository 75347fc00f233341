import { byId, el, setText } from "../core/dom.js";
import { clock, count, ms, percent } from "../core/format.js";
import { lang, onLanguage, t } from "../core/i18n.js";
import { adviceOn, sentenceOf } from "./words.js";

/** One block with everything that is known of it; goes on telling while the block lasts. */
export class Details {
  #dialog = byId("details");
  #record;
  #id = null;

  constructor(record) {
    this.#record = record;
    byId("details-close").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
    onLanguage(() => this.update());
  }

  show(block) {
    this.#id = block.id;
    this.update();
    this.#dialog.showModal();
  }

  update() {
    const block = this.#record.blocks.get(this.#id);
    if (block === undefined) {
      return;
    }
    this.#dialog.dataset.cause = block.cause;
    setText(byId("details-sentence"), sentenceOf(block));
    setText(byId("details-advice"), adviceOn(block));
    setText(byId("details-stack"), block.stack.join("\n") || t("block.no-stack"));
    setText(byId("details-original"), `${block.sentence} ${block.advice ?? ""}`);
    byId("details-original").hidden = lang() === "en";
    setText(byId("details-curl"), curl(block));
    showFacts(byId("details-facts"), facts(block));
  }
}

function facts(block) {
  return [
    [t("fact.cause"), `${t(`cause.${block.cause}`)}: ${t(`cause.${block.cause}.means`)}`],
    [t("fact.duration"), ms(block.durationMs) + (block.ongoing ? `, ${t("block.lasts")}` : "")],
    [t("fact.start"), clock(block.at)],
    [t("fact.loop"), `${block.group} ${block.loop}`],
    [t("fact.route"), block.route ?? "–"],
    [t("fact.culprit"), block.culprit ?? "–"],
    [t("fact.cpu"), percent(block.cpuShare)],
    [t("fact.connections"), count(block.connections)],
    [t("fact.tasks"), count(block.tasks)],
  ];
}

function showFacts(list, entries) {
  if (list.children.length !== 2 * entries.length) {
    list.replaceChildren(...entries.flatMap(() => [el("dt"), el("dd")]));
  }
  entries.flat().forEach((text, index) => setText(list.children[index], text));
}

function curl(block) {
  return `curl -s '${new URL("actuator/eventloops", location.href)}' | jq '.blocks[] | select(.id == ${block.id})'`;
}
