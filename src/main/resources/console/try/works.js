// What can be asked of the service: the fields of each kind of work, and the request they make. A
// test compares the lists with the service's OpenAPI description.

/** Where work may run, from the loop outwards. */
export const PLACEMENTS = [
  "event-loop", "cooperative", "single", "parallel", "bounded-elastic", "virtual-threads", "process",
];

/** Where a blocking call may run. */
export const BLOCKING_PLACEMENTS = ["event-loop", "parallel", "bounded-elastic", "virtual-threads"];

/** The CPU work, and the fields that only one kind of it has. */
export const WORKLOADS = {
  primes: [],
  hash: [],
  deflate: [],
  matrix: [{ name: "impl", kind: "select", value: "naive", options: ["naive", "library"] }],
  mandelbrot: [],
};

const DELAY = { name: "delay", kind: "text", value: "200ms" };
const CALLS = { name: "calls", kind: "number", value: "5", min: 1 };
const TIMEOUT = { name: "timeout", kind: "text", value: "1s" };

/** When `wait` returns. */
export const CONDITIONS = ["first-completed", "first-exception", "all-completed"];

/** The ways to make calls, and their fields. */
export const STRATEGIES = {
  call: [DELAY],
  sequential: [CALLS, DELAY],
  gather: [CALLS, DELAY, { name: "concurrency", kind: "number", value: "", min: 1 }],
  wait: [
    CALLS,
    { ...DELAY, value: "100ms..1s" },
    { name: "until", kind: "select", value: "first-completed", options: CONDITIONS },
  ],
  "as-completed": [CALLS, { ...DELAY, value: "100ms..2s" }],
  "wait-for": [{ ...DELAY, value: "2s" }, TIMEOUT],
  shield: [{ ...DELAY, value: "2s" }, TIMEOUT],
  sleep: [DELAY],
};

export const WORKS = ["io", "cpu", "blocking"];

/** Names of all fields, as the page's address has them. */
export const FIELD_NAMES = [
  "strategy", "workload", "calls", "delay", "concurrency", "until", "timeout", "units", "on", "impl",
];

/**
 * The fields of a kind of work, given the values chosen so far.
 *
 * @param {string} work
 * @param {Record<string, string>} chosen
 * @returns {FormField[]}
 */
export function fieldsOf(work, chosen) {
  switch (work) {
    case "io":
      return [
        { name: "strategy", kind: "select", value: "gather", options: Object.keys(STRATEGIES) },
        ...memberOf(STRATEGIES, chosen.strategy, "gather"),
      ];
    case "blocking":
      return [DELAY, { name: "on", kind: "select", value: "event-loop", options: BLOCKING_PLACEMENTS }];
    default:
      return [
        { name: "workload", kind: "select", value: "primes", options: Object.keys(WORKLOADS) },
        { name: "units", kind: "number", value: "1000", min: 1 },
        { name: "on", kind: "select", value: "event-loop", options: PLACEMENTS },
        ...memberOf(WORKLOADS, chosen.workload, "primes"),
      ];
  }
}

/**
 * @template {object} T
 * @param {T} lists
 * @param {string | undefined} name
 * @param {keyof T} otherwise
 * @returns {FormField[]}
 */
function memberOf(lists, name, otherwise) {
  return /** @type {any} */ (lists)[name !== undefined && name in lists ? name : otherwise];
}

/**
 * The request that the fields describe.
 *
 * @param {string} work
 * @param {Record<string, string>} values
 * @returns {ServiceRequest & { route: string }}
 */
export function requestOf(work, values) {
  const { strategy, workload, ...query } = values;
  const path =
    work === "io" ? `api/io/${strategy}` : work === "cpu" ? `api/cpu/${workload}` : "api/io/blocking";
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${encode(value)}`);
  return { path: `${path}?${parameters.join("&")}`, accept: accepts(work, values), route: `GET /${path}` };
}

/**
 * @param {string} work
 * @param {Record<string, string>} values
 */
function accepts(work, { strategy, workload }) {
  if (work === "cpu" && workload === "mandelbrot") {
    return "image/png";
  }
  return work === "io" && strategy === "as-completed" ? "application/x-ndjson" : "application/json";
}

/**
 * A value of a query, with `:` and `,` left readable.
 *
 * @param {string} value
 */
function encode(value) {
  return encodeURIComponent(value).replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/**
 * The same request for a shell.
 *
 * @param {string} service
 * @param {ServiceRequest} request
 */
export function curlOf(service, { path, accept }) {
  const header = accept === "application/json" ? "" : `-H 'Accept: ${accept}' `;
  const file = accept === "image/png" ? "-o mandelbrot.png " : "";
  const stream = accept === "application/x-ndjson" ? "-N " : "";
  return `curl ${stream}${header}${file}'${new URL(path, service)}'`;
}
