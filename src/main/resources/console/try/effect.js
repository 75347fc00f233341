import { count, ms } from "../core/format.js";
import { t } from "../core/i18n.js";

/** What happened to others since a moment: the loops, and a bystander who asked for nothing. */
export class Effect {
  #record;
  #since = null;
  #before = null;

  constructor(record) {
    this.#record = record;
  }

  begin() {
    this.#since = this.#record.now;
    this.#before = this.#clientP99(this.#record.samples.at(-1));
  }

  /** One sentence; empty before anything was sent. */
  text() {
    if (this.#since === null) {
      return "";
    }
    const after = this.#record.samples.filter((sample) => sample.at >= this.#since);
    const worst = Math.max(0, ...after.map((sample) => this.#clientP99(sample) ?? 0));
    const blocks = this.#record
      .newestBlocks()
      .filter((block) => block.group === "http" && block.at >= this.#since);
    const longest = Math.max(0, ...blocks.map((block) => block.durationMs));
    return [
      worst > 0 ? t("effect.bystander", ms(this.#before), ms(worst)) : "",
      blocks.length > 0
        ? t("effect.blocks", count(blocks.length), blocks.length, ms(longest))
        : t("effect.none"),
    ].join(" ");
  }

  #clientP99(sample) {
    const client = sample?.clocks.client;
    return client && client.count > 0 ? client.p99 : null;
  }
}
