import { count, ms, number } from "../core/format.js";
import { t } from "../core/i18n.js";

// What decides whether a claim holds, and how values are shown.

/**
 * @param {TextName} name
 * @param {ConceptValue} value
 * @param {ConceptValue} limit
 * @returns {ConceptCheck}
 */
export const below = (name, value, limit) => ({ name, value, is: "<", limit });

/**
 * @param {TextName} name
 * @param {ConceptValue} value
 * @param {ConceptValue} limit
 * @returns {ConceptCheck}
 */
export const atLeast = (name, value, limit) => ({ name, value, is: "≥", limit });

/**
 * @param {TextName} name
 * @param {ConceptValue} value
 * @param {ConceptValue} limit
 * @returns {ConceptCheck}
 */
export const equal = (name, value, limit) => ({ name, value, is: "=", limit });

/**
 * No loop was blocked.
 *
 * @param {TextName} name
 * @param {number} block in milliseconds
 */
export const noBlock = (name, block) => equal(name, block > 0 ? block : { none: true }, { none: true });

/** @param {ConceptCheck} check */
export function holds({ value, is, limit }) {
  const [left, right] = [sizeOf(value), sizeOf(limit)];
  return is === "=" ? left === right : is === "<" ? left < right : left >= right;
}

/**
 * @param {ConceptValue} value
 * @returns {number | string}
 */
function sizeOf(value) {
  if (typeof value !== "object") {
    return value;
  }
  if ("none" in value) {
    return 0;
  }
  return "yes" in value ? Number(value.yes) : "count" in value ? value.count : value.times;
}

/** @param {ConceptValue} value */
export function shown(value) {
  if (typeof value === "number") {
    return ms(value);
  }
  if (typeof value === "string") {
    return value;
  }
  if ("none" in value) {
    return t("m.none");
  }
  if ("yes" in value) {
    return t(value.yes ? "yes" : "no");
  }
  return "count" in value ? count(value.count) : `${number(value.times, 1)} ×`;
}

/** @param {TextName} name */
export function named(name) {
  return typeof name === "string" ? t(name) : t(...name);
}
