import { lang, t } from "./i18n.js";

const NBSP = "\u00a0";

/**
 * Milliseconds with two or three significant digits, in the unit that suits them.
 *
 * @param {number | null | undefined} value
 */
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

/**
 * A share from 0 to 1.
 *
 * @param {number | null | undefined} share
 */
export function percent(share) {
  if (share === null || share === undefined) {
    return "–";
  }
  return `${number(100 * share, share > 0 && share < 0.0995 ? 1 : 0)}${NBSP}%`;
}

/** @param {number} value */
export function count(value) {
  return number(value, 0);
}

/** @param {number} value */
export function perSecond(value) {
  return unit(number(value, value < 9.95 ? 1 : 0), "unit.perSecond");
}

/**
 * @param {number} value
 * @param {number} digits
 */
export function number(value, digits) {
  return new Intl.NumberFormat(lang(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/**
 * The time of day of an instant, to the tenth of a second.
 *
 * @param {number} instant
 */
export function clock(instant) {
  return new Intl.DateTimeFormat(lang(), {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 1,
    hourCycle: "h23",
  }).format(new Date(instant));
}

/**
 * Day and time of an instant, `2026-01-31 12:02`, in the viewer's time zone.
 *
 * @param {string | number} instant
 */
export function dateTime(instant) {
  const date = new Date(instant);
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}${NBSP}${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * Round numbers from 0 up to `total`, at most `most` steps apart: the ticks of an axis.
 *
 * @param {number} total
 * @param {number} most
 */
export function roundTicks(total, most) {
  const rough = total / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10);
  const ticks = Math.floor(total / step + 1e-9);
  return Array.from({ length: ticks + 1 }, (_, tick) => tick * step);
}

/**
 * @param {string} text
 * @param {string} name
 */
function unit(text, name) {
  return text + NBSP + t(name);
}
