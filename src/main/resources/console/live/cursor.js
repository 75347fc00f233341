import { Emitter } from "../core/emitter.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageDown: -20, PageUp: 20 };
const STEPS_OF_A_VIEW = 240;
const LEAST_DRAG = 0.005;

/**
 * One moment in all lanes and charts, under the pointer or moved by keys, and a selected time. Both
 * are shares of the view from its left edge, 0 to 1, so they keep their place on the screen.
 */
export class Cursor {
  /** @type {Emitter<void>} */
  moved = new Emitter();
  /** @type {Emitter<string | null>} */
  picked = new Emitter();
  /** @type {Emitter<void>} */
  selecting = new Emitter();
  /**
   * Null while there is no cursor.
   *
   * @type {number | null}
   */
  at = null;
  /**
   * The other end of the selection; null while nothing is selected.
   *
   * @type {number | null}
   */
  anchor = null;
  /** @type {number | null} */
  #pressed = null;
  #dragged = false;
  #scope;
  #line;
  #range;

  /**
   * @param {HTMLElement} scope
   * @param {HTMLElement} line
   * @param {HTMLElement} range
   */
  constructor(scope, line, range) {
    this.#scope = scope;
    this.#line = line;
    this.#range = range;
    scope.addEventListener("pointerdown", (event) => this.#press(event));
    scope.addEventListener("pointermove", (event) => this.#point(event));
    scope.addEventListener("pointerleave", () => this.#leave());
    scope.addEventListener("click", (event) => this.#click(event));
  }

  /**
   * Makes an element the handle that keys move the cursor with.
   *
   * @param {HTMLElement} element
   */
  handle(element) {
    element.addEventListener("keydown", (event) => this.#key(event));
    element.addEventListener("blur", () => this.#leave());
  }

  /** Selects nothing, and hides the cursor. */
  clear() {
    this.anchor = null;
    this.#move(null);
  }

  /** Puts line and selection in their places; to be called again after the layout has changed. */
  place() {
    const plot = this.#scope.querySelector(".plot");
    this.#line.hidden = this.at === null || plot === null;
    this.#range.hidden = this.anchor === null || this.at === null || plot === null;
    if (this.at === null || plot === null) {
      return;
    }
    const bounds = plot.getBoundingClientRect();
    const left = bounds.left - this.#scope.getBoundingClientRect().left;
    this.#line.style.left = `${left + this.at * bounds.width}px`;
    if (this.anchor !== null) {
      this.#range.style.left = `${left + Math.min(this.at, this.anchor) * bounds.width}px`;
      this.#range.style.width = `${Math.abs(this.at - this.anchor) * bounds.width}px`;
    }
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const plot = plotOf(event);
    if (plot !== null && event.pointerType !== "touch" && event.button === 0) {
      event.preventDefault();
      this.#dragged = false;
      this.#pressed = shareAt(event, plot);
      this.anchor = null;
      this.#move(this.#pressed);
    }
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const pressed = (event.buttons & 1) === 1 ? this.#pressed : null;
    if (pressed !== null) {
      this.#drag(event, pressed);
      return;
    }
    const plot = plotOf(event);
    if (plot === null) {
      this.#leave();
    } else if (this.anchor === null) {
      this.#move(shareAt(event, plot));
    }
  }

  /**
   * @param {PointerEvent} event
   * @param {number} pressed
   */
  #drag(event, pressed) {
    const plot = this.#scope.querySelector(".plot");
    const share = plot === null ? pressed : Math.min(1, Math.max(0, shareAt(event, plot)));
    if (Math.abs(share - pressed) > LEAST_DRAG) {
      this.#dragged = true;
      this.#select(pressed, share);
    }
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const plot = plotOf(event);
    this.#pressed = null;
    if (plot !== null && !this.#dragged) {
      this.#move(shareAt(event, plot));
      this.picked.emit(plot.dataset.key ?? null);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key in STEPS || event.key === "Home" || event.key === "End") {
      const from = this.at ?? 1;
      this.#step(from, targetOf(event.key, from), event.shiftKey);
    } else if (event.key === "Escape") {
      this.clear();
    } else if (event.key === "Enter" && this.at !== null) {
      this.picked.emit(null);
    } else {
      return;
    }
    event.preventDefault();
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {boolean} selects
   */
  #step(from, to, selects) {
    if (selects) {
      this.#select(this.anchor ?? from, to);
    } else {
      this.anchor = null;
      this.#move(to);
    }
  }

  /**
   * @param {number} anchor
   * @param {number} to
   */
  #select(anchor, to) {
    if (this.anchor === null) {
      this.selecting.emit();
    }
    this.anchor = anchor;
    this.#move(to);
  }

  #leave() {
    if (this.anchor === null) {
      this.#move(null);
    }
  }

  /** @param {number | null} at */
  #move(at) {
    this.at = at;
    this.place();
    this.moved.emit();
  }
}

/**
 * @param {string} key
 * @param {number} from
 */
function targetOf(key, from) {
  if (key in STEPS) {
    return Math.min(1, Math.max(0, from + STEPS[key] / STEPS_OF_A_VIEW));
  }
  return key === "Home" ? 0 : 1;
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
 * @param {Element} plot
 */
function shareAt(event, plot) {
  const bounds = plot.getBoundingClientRect();
  return (event.clientX - bounds.left) / bounds.width;
}
