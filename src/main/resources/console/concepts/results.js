import { remember, remembered } from "../core/storage.js";

const NAME = "concepts";

/** The results of concepts, kept over a reload. */
export class Results {
  /** @type {Map<string, KeptOutcome>} */
  #kept = new Map(Object.entries(read()));

  /** @param {string} id */
  of(id) {
    return this.#kept.get(id);
  }

  /**
   * @param {string} id
   * @param {KeptOutcome} outcome
   */
  keep(id, outcome) {
    this.#kept.set(id, outcome);
    remember(NAME, JSON.stringify(Object.fromEntries(this.#kept)));
  }
}

/** @returns {Record<string, KeptOutcome>} */
function read() {
  try {
    return JSON.parse(remembered(NAME) ?? "{}");
  } catch {
    return {};
  }
}
