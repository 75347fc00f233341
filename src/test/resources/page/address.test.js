import { queryWith } from "/page/core/address.js";
import { equal } from "./assert.js";

export const tests = {
  "a change keeps the other names"() {
    equal(queryWith("?lang=ru&run=1", { run: "2" }), "lang=ru&run=2");
  },
  "null, an empty text and the default remove a name"() {
    equal(queryWith("?run=1&kind=matrix&tab=how", { run: null, kind: "", tab: "try" }), "");
  },
};
