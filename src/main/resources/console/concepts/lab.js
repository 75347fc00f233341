import { send } from "../try/send.js";

const POLL_MS = 100;
const POLLS = 100;

/**
 * What the concepts are shown with: requests to the service, and what the monitor saw meanwhile.
 * Remembers each request, so that it can be shown as a command.
 */
export class Lab {
  asked = [];
  #service;

  constructor(service) {
    this.#service = service;
  }

  get = (path, accept) => this.#send({ path, accept });

  post = (path, body) => this.#send({ path, method: "POST", body });

  cancel = (path) => this.#send({ path, method: "DELETE" });

  /** The same request several times at once; all answers, and how long all of them took. */
  together = async (times, path) => {
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: times }, () => this.get(path)));
    return { answers, took: performance.now() - began };
  };

  /** Asks again until the task has ended. */
  ended = async (location) => {
    for (let poll = 0; poll < POLLS; poll++) {
      const task = (await send(this.#service, { path: location })).answer;
      if (task.state !== "pending" && task.state !== "running") {
        return task;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error("the task did not end");
  };

  /** Milliseconds of the longest block that a loop of the service had during the work; 0 if none. */
  longestBlock = async (work) => {
    const before = await newestBlock();
    await work();
    const { blocks } = await monitor();
    const ours = blocks.filter((block) => block.id > before && block.group === "http");
    const blamed = ours.filter((block) => ["cpu", "wait"].includes(block.cause));
    return Math.max(0, ...blamed.map((block) => block.durationMs));
  };

  async #send(request) {
    this.asked.push(request);
    const result = await send(this.#service, request);
    if (result.status === 0 || (result.status >= 400 && result.status !== 504)) {
      throw new Error(result.answer.detail ?? `HTTP ${result.status}`);
    }
    return result;
  }
}

/** The requests as commands. */
export function commands(service, requests) {
  const lines = requests.map(({ path, method, body }) => {
    const verb = method && method !== "POST" ? `-X ${method} ` : method && !body ? "-X POST " : "";
    const json = body ? ` --json '${JSON.stringify(body)}'` : "";
    return `curl ${verb}'${new URL(path, service)}'${json}`;
  });
  return [...new Set(lines)].join("\n");
}

async function newestBlock() {
  const { blocks } = await monitor();
  return Math.max(0, ...blocks.map((block) => block.id));
}

async function monitor() {
  return (await fetch("actuator/eventloops", { cache: "no-store" })).json();
}
