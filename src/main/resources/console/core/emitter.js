/**
 * Passes values to its listeners.
 *
 * @template T
 */
export class Emitter {
  /** @type {Set<(value: T) => void>} */
  #listeners = new Set();

  /** @param {(value: T) => void} listener */
  listen(listener) {
    this.#listeners.add(listener);
  }

  /** @param {T} value */
  emit(value) {
    this.#listeners.forEach((listener) => listener(value));
  }
}
