import { atLeast, below, equal, noBlock } from "./checks.js";

// Tasks, handing work from one thread to another, and what waiting costs.

const HELD = 40;
const MEGABYTES = 16;
const WAITING = 200;
const LIMIT = 5;
const BATCHES = 4;
const DELAY_MS = 100;

/** @type {Concept[]} */
export const TASK_ROWS = [
  {
    id: "tasks",
    term: { en: "Coroutine, Task, Future, awaitable", ru: "Корутина, задача, футура, awaitable" },
    claim: {
      en: "To assemble work, to start it and to have its result are three things; the result is fetched when it is there.",
      ru: "Собрать, запустить и получить результат — три разных действия; результат забирают, когда он готов.",
    },
    python: `coroutine = fetch(url)      # nothing runs
task = asyncio.create_task(coroutine)
...
result = await task`,
    java: `Mono<T> assembled = fetch(url); // nothing runs
CompletableFuture<T> task = assembled.toFuture();
...
T result = task.join(); // not on a loop`,
    async run({ post, ended }) {
      const started = await post("api/tasks", { work: "io", delay: "700ms" });
      const began = performance.now();
      const task = await ended(started.location);
      return {
        checks: [
          below("m.started", started.took, 700),
          equal("m.state-then", task.state, "done"),
        ],
        facts: [["m.state-first", started.answer.state], ["m.fetched", performance.now() - began]],
      };
    },
  },
  {
    id: "cancel",
    term: { en: "create_task, ensure_future, cancel", ru: "create_task, ensure_future, cancel" },
    claim: {
      en: "create_task schedules the work and returns at once; the task can be cancelled before it ends.",
      ru: "create_task планирует работу и сразу возвращает управление; задачу можно отменить до завершения.",
    },
    python: `task = asyncio.create_task(work())   # scheduled, not started yet
task.cancel()`,
    java: `Disposable task = work().subscribe();
task.dispose();`,
    async run({ post, cancel }) {
      const started = await post("api/tasks", { work: "cpu", workload: "primes", units: 3000 });
      const cancelled = await cancel(String(started.location));
      return {
        checks: [equal("m.state-then", cancelled.answer.state, "cancelled")],
        facts: [["m.state-first", started.answer.state]],
      };
    },
  },
  {
    id: "to-thread",
    term: { en: "to_thread, run_in_executor", ru: "to_thread, run_in_executor" },
    claim: {
      en: "Blocking code leaves the loop free when another thread runs it.",
      ru: "Блокирующий код не занимает цикл событий, если его выполняет другой поток.",
    },
    python: `await asyncio.to_thread(blocking_call)`,
    java: `Mono.fromCallable(this::blockingCall)
    .subscribeOn(Schedulers.boundedElastic())`,
    async run({ get, longestBlock }) {
      let thread = "";
      const block = await longestBlock(async () => {
        thread = (await get("api/io/blocking?delay=700ms&on=bounded-elastic")).answer.thread;
      });
      return { checks: [noBlock("m.block", block)], facts: [["m.thread", thread]] };
    },
  },
  {
    id: "threadsafe",
    term: { en: "run_coroutine_threadsafe, call_soon_threadsafe", ru: "run_coroutine_threadsafe, call_soon_threadsafe" },
    claim: {
      en: "Another thread hands a task to a given loop, and the task runs on that loop's thread.",
      ru: "Другой поток передаёт задачу в указанный цикл, и она выполняется в потоке этого цикла.",
    },
    python: `asyncio.run_coroutine_threadsafe(work(), loop)`,
    java: `eventLoop.execute(work);`,
    async run({ get, post }) {
      /** @type {{ name: string, thread: string }[]} */
      const loops = (await get("api/loops")).answer.loops;
      const { answer } = await post("api/loops/http-0/run");
      const thread = loops.find((loop) => loop.name === "http-0")?.thread ?? "";
      return {
        checks: [
          equal("m.ran-on", answer.on, thread),
          equal("m.from-other", { yes: answer.from !== answer.on }, { yes: true }),
        ],
        facts: [["m.from", answer.from], ["m.hop", answer.hopMs]],
      };
    },
  },
  {
    id: "long-lived",
    term: { en: "Long-lived connections", ru: "Долгоживущие соединения" },
    claim: {
      en: `${HELD} open WebSockets take no threads of their own: the same few loops hold them, between all other work.`,
      ru: `${HELD} открытых WebSocket-соединений не требуют собственных потоков: их обслуживают те же несколько циклов, не прерывая остальной работы.`,
    },
    experiment: "connections",
    python: `async for message in websocket: ...`,
    java: `return Flux.interval(Duration.ofSeconds(1)); // SSE`,
    async run({ threads, holding }) {
      const before = await threads();
      const during = await holding(HELD, threads);
      return {
        checks: [below("m.threads-more", { count: Math.max(0, during - before) }, { count: HELD / 4 })],
        facts: [["m.threads-before", { count: before }], ["m.threads-during", { count: during }]],
      };
    },
  },
  {
    id: "files",
    term: { en: "Sending a file", ru: "Передача файла" },
    claim: {
      en: `${MEGABYTES} MB go from the file to the socket without a block: the kernel copies them, the loop only asks for it.`,
      ru: `${MEGABYTES} МБ попадают из файла в сокет без блокировки: копирует ядро, цикл событий только отдаёт команду.`,
    },
    python: `await loop.sendfile(transport, file)`,
    java: `DefaultFileRegion region = new DefaultFileRegion(file, 0, size);`,
    async run({ get, longestBlock }) {
      let sent = { took: 0, size: 0 };
      const block = await longestBlock(async () => {
        const { took, answer } = await get(`api/files/${MEGABYTES}MB`, "application/octet-stream");
        sent = { took, size: answer.size };
      });
      return {
        checks: [
          atLeast("m.bytes", { count: sent.size }, { count: MEGABYTES * 1024 * 1024 }),
          noBlock("m.block", block),
        ],
        facts: [["m.file", sent.took]],
      };
    },
  },
  {
    id: "resources",
    term: { en: "Saving server resources", ru: "Экономия ресурсов сервера" },
    claim: {
      en: `${WAITING} calls that wait need a few threads, not ${WAITING}.`,
      ru: `${WAITING} ожидающим вызовам нужно несколько потоков, а не ${WAITING}.`,
    },
    experiment: "connections",
    python: `await asyncio.gather(
    *(fetch(url) for url in two_hundred))`,
    java: `Flux.fromIterable(twoHundred)
    .flatMap(this::fetch, 200)`,
    async run({ get }) {
      const { answer } = await get(`api/io/gather?calls=${WAITING}&delay=1s`);
      const threads = new Set(answer.timeline.map((/** @type {CallStep} */ step) => step.thread)).size;
      return {
        checks: [
          below("m.threads", { count: threads }, { count: WAITING / 10 }),
          below(["m.calls-in", WAITING, 1], answer.elapsedMs, WAITING * 1_000),
        ],
      };
    },
  },
  {
    id: "bottleneck",
    term: { en: "When it does not help: a downstream bottleneck", ru: "Когда не помогает: узкое место в зависимости" },
    claim: {
      en: `If only ${LIMIT} are served at once, ${LIMIT * BATCHES} calls of ${DELAY_MS} ms take ${BATCHES} batches, however asynchronous the caller is.`,
      ru: `Если одновременно обслуживаются только ${LIMIT}, то ${LIMIT * BATCHES} вызовов по ${DELAY_MS} мс занимают ${BATCHES} партии, каким бы асинхронным ни был вызывающий код.`,
    },
    experiment: "bottleneck",
    python: `limit = asyncio.Semaphore(5)

async def fetch_one(url):
    async with limit:
        return await fetch(url)`,
    java: `Flux.fromIterable(urls)
    .flatMap(this::fetch, 5)`,
    async run({ get }) {
      const path = `api/io/gather?calls=${LIMIT * BATCHES}&delay=${DELAY_MS}ms`;
      const free = await get(path);
      const bound = await get(`${path}&concurrency=${LIMIT}`);
      return {
        checks: [
          atLeast(["m.at-once", LIMIT], bound.answer.elapsedMs, BATCHES * DELAY_MS),
          below("m.free", free.answer.elapsedMs, bound.answer.elapsedMs),
        ],
      };
    },
  },
];
