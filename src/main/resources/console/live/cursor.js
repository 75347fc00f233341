import { Emitter } from "../core/emitter.js";
import { SPAN_MS } from "./recording.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -250, ArrowRight: 250, PageDown: -5_000, PageUp: 5_000 };

/**
 * One moment in all lanes and charts: under the pointer, or moved by keys. It keeps its place on
 * the screen while time moves on.
 */
export class Cursor {
  /** @type {Emitter<number | null>} */
  moved = new Emitter();
  /** @type {Emitter<string | null>} */
  picked = new Emitter();
  /**
   * Milliseconds before now; null while there is no cursor.
   *
   * @type {number | null}
   */
  ago = null;
  #scope;
  #line;

  /**
   * @param {HTMLElement} scope
   * @param {HTMLElement} line
   */
  constructor(scope, line) {
    this.#scope = scope;
    this.#line = line;
    scope.addEventListener("pointermove", (event) => this.#point(event));
    scope.addEventListener("pointerleave", () => this.#move(null));
    scope.addEventListener("click", (event) => this.#click(event));
  }

  /**
   * Makes an element the handle that keys move the cursor with.
   *
   * @param {HTMLElement} element
   */
  handle(element) {
    element.addEventListener("keydown", (event) => this.#key(event));
    element.addEventListener("blur", () => this.#move(null));
  }

  /** Puts the line where the cursor is; to be called again after the layout has changed. */
  place() {
    const plot = this.#scope.querySelector(".plot");
    this.#line.hidden = this.ago === null || plot === null;
    if (this.ago !== null && plot !== null) {
      const frame = this.#scope.getBoundingClientRect();
      const bounds = plot.getBoundingClientRect();
      const at = bounds.left - frame.left + (1 - this.ago / SPAN_MS) * bounds.width;
      this.#line.style.left = `${at}px`;
    }
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const plot = plotOf(event);
    this.#move(plot === null ? null : agoAt(event, plot));
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const plot = plotOf(event);
    if (plot !== null) {
      this.#move(agoAt(event, plot));
      this.picked.emit(plot.dataset.key ?? null);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key in STEPS) {
      const ago = (this.ago ?? 0) - STEPS[event.key];
      this.#move(Math.min(SPAN_MS, Math.max(0, ago)));
    } else if (event.key === "Home" || event.key === "End") {
      this.#move(event.key === "Home" ? SPAN_MS : 0);
    } else if (event.key === "Escape") {
      this.#move(null);
    } else if (event.key === "Enter" && this.ago !== null) {
      this.picked.emit(null);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param {number | null} ago */
  #move(ago) {
    if (this.ago !== ago) {
      this.ago = ago;
      this.place();
      this.moved.emit(ago);
    }
  }
}

/**
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function plotOf(event) {
  return /** @type {Element} */ (event.target).closest(".plot");
}

/**
 * @param {MouseEvent} event
 * @param {HTMLElement} plot
 */
function agoAt(event, plot) {
  const bounds = plot.getBoundingClientRect();
  return SPAN_MS * (1 - (event.clientX - bounds.left) / bounds.width);
}
