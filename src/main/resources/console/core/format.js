import { lang, t } from "./i18n.js";

const NBSP = "\u00a0";

/** Milliseconds with two or three significant digits and the unit that suits them. */
export function ms(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "–";
  }
  if (value >= 999.5) {
    return unit(number(value / 1000, value < 9_995 ? 2 : value < 99_950 ? 1 : 0), "unit.s");
  }
  if (value >= 9.95) {
    return unit(number(value, 0), "unit.ms");
  }
  return value >= 0.1 || value === 0
    ? unit(number(value, value === 0 ? 0 : 1), "unit.ms")
    : unit(number(value * 1000, 0), "unit.us");
}

/** A share from 0 to 1. */
export function percent(share) {
  if (share === null || share === undefined) {
    return "–";
  }
  return number(100 * share, share > 0 && share < 0.0995 ? 1 : 0) + NBSP + "%";
}

export function count(value) {
  return number(value, 0);
}

export function perSecond(value) {
  return unit(number(value, value < 9.95 ? 1 : 0), "unit.perSecond");
}

export function number(value, digits) {
  return new Intl.NumberFormat(lang(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** The time of day of an instant, to the tenth of a second. */
export function clock(instant) {
  return new Intl.DateTimeFormat(lang(), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 1,
    hourCycle: "h23",
  }).format(new Date(instant));
}

function unit(text, name) {
  return text + NBSP + t(name);
}
