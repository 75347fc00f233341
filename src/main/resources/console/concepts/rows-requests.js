import { atLeast, below, equal, noBlock } from "./checks.js";

// Requests: one after the other, and together.

const CALLS = 5;
const DELAY_MS = 200;
const PAIR = 2;
const PAIR_S = 2;
const STEP_MS = 300;

/** @type {Concept[]} */
export const REQUEST_ROWS = [
  {
    id: "sync-async",
    term: { en: "Synchronous and asynchronous requests", ru: "Синхронные и асинхронные HTTP-запросы" },
    claim: {
      en: "One after the other, calls take the sum of their times; together, they take as long as the longest.",
      ru: "Последовательные вызовы занимают сумму своих времён, одновременные — столько, сколько самый долгий.",
    },
    experiment: "sum-vs-longest",
    python: `# the sum
for url in urls:
    results.append(requests.get(url))

# the longest
results = await asyncio.gather(
    *(client.get(url) for url in urls))`,
    java: `// the sum
Flux.fromIterable(urls).concatMap(this::get)

// the longest
Flux.fromIterable(urls).flatMap(this::get)`,
    async run({ get }) {
      const one = await get(`api/io/sequential?calls=${CALLS}&delay=${DELAY_MS}ms`);
      const all = await get(`api/io/gather?calls=${CALLS}&delay=${DELAY_MS}ms`);
      return {
        checks: [
          atLeast("m.sequential", one.answer.elapsedMs, CALLS * DELAY_MS),
          below("m.gathered", all.answer.elapsedMs, one.answer.elapsedMs / 2),
        ],
      };
    },
  },
  {
    id: "steps",
    term: { en: "Requests step by step", ru: "Запросы по шагам" },
    claim: {
      en: `Two requests take ${4 * PAIR} steps one after the other and 4 steps together. The tables are recorded from this run.`,
      ru: `Два запроса — это ${4 * PAIR} шагов по очереди и 4 шага одновременно. Таблицы записаны во время этого запуска.`,
    },
    python: `first = await fetch(a)       # waits
second = await fetch(b)      # then waits again

first, second = await asyncio.gather(fetch(a), fetch(b))`,
    java: `fetch(a).then(fetch(b))

Mono.zip(fetch(a), fetch(b))`,
    async run({ get }) {
      const path = `api/io/sleep?delay=${STEP_MS}ms`;
      const began = performance.now();
      const timed = async () => {
        const sent = performance.now() - began;
        const { answer } = await get(path);
        return { sent, received: performance.now() - began, elapsed: answer.elapsedMs };
      };
      const first = await timed();
      const second = await timed();
      const start = performance.now() - began;
      const pair = await Promise.all([timed(), timed()]);
      const sequential = [...stepsOf([first], "1"), ...stepsOf([second], "2")];
      const together = stepsOf(pair, "1, 2").map((step) => ({ ...step, at: step.at - start }));
      return {
        checks: [
          equal("m.steps-sequential", { count: sequential.length }, { count: 4 * PAIR }),
          equal("m.steps-together", { count: together.length }, { count: 4 }),
          below("m.gathered", together[3].at, sequential[7].at),
        ],
        steps: [
          { title: "m.sequential", steps: sequential },
          { title: "m.gathered", steps: together },
        ],
      };
    },
  },
  {
    id: "gather",
    term: { en: "gather", ru: "gather" },
    claim: {
      en: `Two fetches of ${PAIR_S} s, gathered, give both answers in ${PAIR_S} s, not in ${PAIR * PAIR_S} s.`,
      ru: `Два запроса по ${PAIR_S} с, собранные через gather, дают оба ответа за ${PAIR_S} с, а не за ${PAIR * PAIR_S} с.`,
    },
    python: `first, second = await asyncio.gather(
    fetch(a), fetch(b))`,
    java: `Mono.zip(fetch(a), fetch(b))`,
    async run({ get }) {
      const { answer } = await get(`api/io/gather?calls=${PAIR}&delay=${PAIR_S}s`);
      return {
        checks: [
          below("m.both", answer.elapsedMs, PAIR * PAIR_S * 1_000),
          atLeast("m.sum", answer.sumMs, PAIR * PAIR_S * 1_000),
        ],
      };
    },
  },
  {
    id: "wait",
    term: { en: "wait, wait_for, shield", ru: "wait, wait_for, shield" },
    claim: {
      en: "wait returns at the first completed call and leaves others pending; wait_for cancels at its timeout; under shield the call goes on.",
      ru: "wait возвращается после первого завершённого вызова, остальные ещё не завершены; wait_for по таймауту отменяет вызов; под shield он продолжается.",
    },
    python: `done, pending = await asyncio.wait(
    tasks, return_when=FIRST_COMPLETED)

await asyncio.wait_for(call(), timeout=0.5)
await asyncio.wait_for(
    asyncio.shield(task), timeout=0.5)`,
    java: `Flux.firstWithValue(calls)

call().timeout(Duration.ofMillis(500))

Mono<T> shared = call().cache();
shared.subscribe();  // goes on by itself
shared.timeout(Duration.ofMillis(500))`,
    async run({ get, ended }) {
      const first = await get("api/io/wait?calls=5&delay=100ms..1s&until=first-completed");
      const late = await get("api/io/wait-for?delay=2s&timeout=500ms");
      const shielded = await get("api/io/shield?delay=1s&timeout=500ms");
      const task = await ended(shielded.location);
      return {
        checks: [
          atLeast("m.pending", { count: first.answer.pending.length }, { count: 1 }),
          below("m.wait-for", late.took, 2_000),
          equal("m.shield", `${shielded.status}, ${task.state}`, "504, done"),
        ],
      };
    },
  },
  {
    id: "as-completed",
    term: { en: "Callbacks, as_completed", ru: "Обратные вызовы, as_completed" },
    claim: {
      en: "Completion is signalled, not waited for: results come in the order in which they are ready.",
      ru: "О завершении сообщается, его не ждут: результаты приходят в порядке готовности.",
    },
    python: `for next_one in asyncio.as_completed(calls):
    print(await next_one)`,
    java: `Flux.fromIterable(calls)
    .flatMap(call -> call)
    .doOnNext(System.out::println)`,
    async run({ get }) {
      const { answer } = await get("api/io/as-completed?calls=5&delay=50ms..600ms");
      /** @type {CallStep[]} */
      const steps = answer;
      const ordered = steps.every((step, i) => i === 0 || step.endMs >= steps[i - 1].endMs);
      return {
        checks: [equal("m.ordered", { yes: ordered }, { yes: true })],
        facts: [["m.order", steps.map((step) => step.call).join(", ")]],
      };
    },
  },
  {
    id: "time",
    term: { en: "Control over time: timeouts and delays", ru: "Управление временем: таймауты и задержки" },
    claim: {
      en: "Delays and timeouts are exact and cancellable, and no thread sleeps meanwhile.",
      ru: "Задержки и таймауты точны и отменяемы, и ни один поток при этом не спит.",
    },
    python: `await asyncio.sleep(0.3)

async with asyncio.timeout(0.3):
    await call()`,
    java: `Mono.delay(Duration.ofMillis(300))

call().timeout(Duration.ofMillis(300))`,
    async run({ get, longestBlock }) {
      let slept = 0;
      const block = await longestBlock(async () => {
        slept = (await get("api/io/sleep?delay=300ms")).answer.elapsedMs;
      });
      const late = await get("api/io/wait-for?delay=10s&timeout=300ms");
      return {
        checks: [
          atLeast("m.slept", slept, 299),
          below("m.given-up", late.took, 10_000),
          noBlock("m.block", block),
        ],
      };
    },
  },
];

/**
 * The four steps of requests that were sent together. The client's two are recorded by this
 * browser; the service's two follow from the time it reports.
 *
 * @param {{ sent: number, received: number, elapsed: number }[]} requests
 * @param {string} names
 * @returns {ConceptStep[]}
 */
function stepsOf(requests, names) {
  const received = Math.max(...requests.map((request) => request.received));
  return [
    { at: Math.min(...requests.map(({ sent }) => sent)), what: ["m.step-sent", names] },
    { at: Math.min(...requests.map((request) => request.received - request.elapsed)), what: ["m.step-begun", names] },
    { at: received, what: ["m.step-answered", names] },
    { at: received, what: ["m.step-received", names] },
  ];
}
