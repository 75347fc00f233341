/** Tells whoever wants to know. */
export class Emitter {
  #listeners = new Set();

  /** Returns how to stop listening. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(value) {
    this.#listeners.forEach((listener) => listener(value));
  }
}
