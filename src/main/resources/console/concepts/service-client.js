import { causeOf } from "../live/causes.js";
import { send } from "../try/send.js";

const POLL_MS = 100;
const POLLS = 100;
const OPENING_MS = 10_000;

/** Blocks without a route count from that length on; shorter ones are noise. */
const LONG_MS = 100;

/**
 * The requests of a concept, and what the monitor saw meanwhile. It remembers each request, so that
 * it can be shown as a command.
 */
export class ServiceClient {
  /** @type {ServiceRequest[]} */
  asked = [];
  #service;

  /** @param {string} service */
  constructor(service) {
    this.#service = service;
  }

  get = (/** @type {string} */ path, /** @type {string} */ accept = "application/json") =>
    this.#send({ path, accept });

  post = (/** @type {string} */ path, /** @type {ServiceRequest["body"]} */ body = undefined) =>
    this.#send({ path, method: "POST", body });

  cancel = (/** @type {string} */ path) => this.#send({ path, method: "DELETE" });

  /**
   * The same request several times at once; all answers, and how long all of them took.
   *
   * @param {number} times
   * @param {string} path
   */
  together = async (times, path) => {
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: times }, () => this.get(path)));
    return { answers, took: performance.now() - began };
  };

  /**
   * The task, when it has ended.
   *
   * @param {string | null | undefined} location
   */
  ended = async (location) => {
    for (let poll = 0; poll < POLLS; poll++) {
      const task = (await send(this.#service, { path: location ?? "" })).answer;
      if (task.state !== "pending" && task.state !== "running") {
        return task;
      }
      await pause(POLL_MS);
    }
    throw new Error("the task did not end");
  };

  /**
   * Milliseconds of the longest block that the code of the requests caused; 0 if there was none.
   *
   * @param {() => Promise<unknown>} work
   */
  longestBlock = (work) => this.#longest(work, (block) => causeOf(block.cause).blamesCode);

  /**
   * The same, with blocks in which the loop also lacked a CPU: on a busy machine a computation does.
   *
   * @param {() => Promise<unknown>} work
   */
  longestBlockOfAnyCause = (work) => this.#longest(work, () => true);

  /**
   * @param {() => Promise<unknown>} work
   * @param {(block: Block) => boolean} counts
   */
  async #longest(work, counts) {
    const before = Math.max(0, ...(await blocks()).map((block) => block.id));
    const already = this.asked.length;
    await work();
    const routes = new Set(this.asked.slice(already).map(routeOf));
    const caused = (await blocks()).filter(
      (block) => block.id > before && isOf(block, routes) && counts(block),
    );
    return Math.max(0, ...caused.map((block) => block.durationMs));
  }

  /**
   * Holds WebSocket connections to the service open during the work.
   *
   * @template T
   * @param {number} number
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  holding = async (number, work) => {
    const url = new URL("api/stream/echo", this.#service);
    url.protocol = url.protocol.replace("http", "ws");
    const sockets = Array.from({ length: number }, () => new WebSocket(url));
    try {
      await Promise.all(sockets.map(opened));
      return await work();
    } finally {
      await Promise.all(sockets.map(closed));
    }
  };

  /** Readings of the console: how many threads the JVM has. */
  threads = async () => metric("jvm.threads.live");

  /** @param {ServiceRequest} request */
  async #send(request) {
    this.asked.push(request);
    const result = await send(this.#service, request);
    if (result.status === 0 || (result.status >= 400 && result.status !== 504)) {
      throw new Error(result.answer.detail ?? `HTTP ${result.status}`);
    }
    return result;
  }
}

/**
 * The requests as commands.
 *
 * @param {string} service
 * @param {ServiceRequest[]} requests
 */
export function commands(service, requests) {
  const lines = requests.map(({ path, method = "GET", body }) => {
    const verb = method === "GET" || body ? "" : `-X ${method} `;
    const json = body ? ` -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'` : "";
    return `curl ${verb}'${new URL(path, service)}'${json}`;
  });
  return [...new Set(lines)].join("\n");
}

/**
 * @param {Block} block
 * @param {Set<string>} routes
 */
function isOf(block, routes) {
  const ours = block.route === null ? block.durationMs >= LONG_MS : routes.has(block.route);
  return ours && block.group === "http";
}

/** @param {ServiceRequest} request */
function routeOf({ path, method = "GET" }) {
  return `${method} /${path.replace(/^\//, "").split("?")[0]}`;
}

/** @returns {Promise<Block[]>} */
async function blocks() {
  return (await (await fetch("actuator/eventloops", { cache: "no-store" })).json()).blocks;
}

/**
 * @param {string} name
 * @returns {Promise<number>}
 */
async function metric(name) {
  const response = await fetch(`actuator/metrics/${name}`, { cache: "no-store" });
  return (await response.json()).measurements[0].value;
}

/**
 * @param {WebSocket} socket
 * @returns {Promise<void>}
 */
function opened(socket) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("a WebSocket did not open")), OPENING_MS);
    socket.addEventListener("open", () => {
      clearTimeout(late);
      resolve();
    });
    socket.addEventListener("error", () => reject(new Error("a WebSocket failed")));
  });
}

/**
 * @param {WebSocket} socket
 * @returns {Promise<void>}
 */
function closed(socket) {
  return new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) {
      resolve();
    } else {
      socket.addEventListener("close", () => resolve());
      socket.close();
    }
  });
}

/**
 * @param {number} time
 * @returns {Promise<void>}
 */
function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}
