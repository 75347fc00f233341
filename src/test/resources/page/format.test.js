import { clock, dateTime, ms, number, percent, perSecond, roundTicks } from "/page/core/format.js";
import { setLanguage } from "/page/core/i18n.js";
import { equal } from "./assert.js";

const plain = (/** @type {string} */ text) => text.replaceAll("\u00a0", " ");

export const tests = {
  "milliseconds have two or three significant digits and the unit that suits them"() {
    setLanguage("en");
    const values = [0, 0.04, 0.1, 2.345, 9.94, 9.96, 812.4, 999.4, 999.6, 9_994, 9_996, 99_960];
    equal(values.map(ms).map(plain), [
      "0 ms", "40 µs", "0.1 ms", "2.3 ms", "9.9 ms", "10 ms", "812 ms", "999 ms", "1.00 s", "9.99 s", "10.0 s", "100 s",
    ]);
  },
  "what is not known is a dash"() {
    equal([null, undefined, NaN].map(ms), ["–", "–", "–"]);
    equal(percent(null), "–");
  },
  "shares are percentages, small ones with a digit more"() {
    equal([0, 0.004, 0.0994, 0.5, 1].map(percent).map(plain), ["0 %", "0.4 %", "9.9 %", "50 %", "100 %"]);
  },
  "rates are per second"() {
    equal([3.14, 1_234].map(perSecond).map(plain), ["3.1 /s", "1,234 /s"]);
  },
  "numbers and units are those of the language"() {
    setLanguage("ru");
    equal(plain(ms(1_500)), "1,50 с");
    equal(number(1.5, 1), "1,5");
    setLanguage("en");
  },
  "a day is written as ISO has it, a time of day with tenths of a second"() {
    const instant = new Date(2026, 0, 31, 9, 5, 7, 890);
    equal(plain(dateTime(instant.getTime())), "2026-01-31 09:05");
    equal(clock(instant.getTime()), "09:05:07.8");
  },
  "ticks of an axis are round numbers"() {
    equal(roundTicks(877, 5), [0, 200, 400, 600, 800]);
    equal(roundTicks(2_013, 5), [0, 500, 1_000, 1_500, 2_000]);
    equal(roundTicks(1, 5), [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  },
};
