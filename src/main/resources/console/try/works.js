// What can be asked of the service: the fields of each kind of work, and the path they make.

/** Where work may run, from the loop outwards. */
export const EVERYWHERE = [
  "event-loop", "cooperative", "single", "parallel", "bounded-elastic", "virtual-threads", "process",
];
const DELAY = { name: "delay", kind: "text", value: "200ms" };
const CALLS = { name: "calls", kind: "number", value: "5", min: 1 };
const TIMEOUT = { name: "timeout", kind: "text", value: "1s" };

const STRATEGIES = {
  call: [DELAY],
  sequential: [CALLS, DELAY],
  gather: [CALLS, DELAY, { name: "concurrency", kind: "number", value: "", min: 1 }],
  wait: [
    CALLS,
    { ...DELAY, value: "100ms..1s" },
    {
      name: "until",
      kind: "select",
      value: "first-completed",
      options: ["first-completed", "first-exception", "all-completed"],
    },
  ],
  "as-completed": [CALLS, { ...DELAY, value: "100ms..2s" }],
  "wait-for": [{ ...DELAY, value: "2s" }, TIMEOUT],
  shield: [{ ...DELAY, value: "2s" }, TIMEOUT],
  sleep: [DELAY],
};

export const WORKS = ["io", "cpu", "blocking"];

/** The fields of a kind of work, given what is chosen in them so far. */
export function fieldsOf(work, chosen) {
  switch (work) {
    case "io":
      return [
        { name: "strategy", kind: "select", value: "gather", options: Object.keys(STRATEGIES) },
        ...STRATEGIES[chosen.strategy in STRATEGIES ? chosen.strategy : "gather"],
      ];
    case "blocking":
      return [
        DELAY,
        {
          name: "on",
          kind: "select",
          value: "event-loop",
          options: ["event-loop", "parallel", "bounded-elastic", "virtual-threads"],
        },
      ];
    default:
      return [
        {
          name: "workload",
          kind: "select",
          value: "primes",
          options: ["primes", "hash", "deflate", "matrix", "mandelbrot"],
        },
        { name: "units", kind: "number", value: "1000", min: 1 },
        { name: "on", kind: "select", value: "event-loop", options: EVERYWHERE },
        ...(chosen.workload === "matrix"
          ? [{ name: "impl", kind: "select", value: "naive", options: ["naive", "library"] }]
          : []),
      ];
  }
}

/** The request that the fields ask for. */
export function requestOf(work, values) {
  const { strategy, workload, ...query } = values;
  const path = { io: `api/io/${strategy}`, cpu: `api/cpu/${workload}`, blocking: "api/io/blocking" };
  const parameters = Object.entries(query).filter(([, value]) => value !== "");
  return {
    path: `${path[work]}?${parameters.map(([name, value]) => `${name}=${encode(value)}`).join("&")}`,
    accept: accepts(work, values),
  };
}

function accepts(work, { strategy, workload }) {
  if (work === "cpu" && workload === "mandelbrot") {
    return "image/png";
  }
  return work === "io" && strategy === "as-completed" ? "application/x-ndjson" : "application/json";
}

/** As the query needs it; what need not be encoded stays readable. */
function encode(value) {
  return encodeURIComponent(value).replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/** The same request for a shell. */
export function curlOf(service, { path, accept }) {
  const header = accept === "application/json" ? "" : `-H 'Accept: ${accept}' `;
  const file = accept === "image/png" ? "-o mandelbrot.png " : "";
  const stream = accept === "application/x-ndjson" ? "-N " : "";
  return `curl ${stream}${header}${file}'${new URL(path, service)}'`;
}
