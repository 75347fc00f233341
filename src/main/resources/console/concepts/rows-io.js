// What waiting is about. `run` gives facts: a name of a text, and milliseconds or a text.

export const IO_ROWS = [
  {
    id: "sync-async",
    term: { en: "Synchronous and asynchronous requests", ru: "Синхронные и асинхронные HTTP-запросы" },
    claim: {
      en: "One after the other takes the sum of the calls; together they take as long as the longest.",
      ru: "Один за другим занимают сумму вызовов; вместе занимают столько, сколько самый долгий.",
    },
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
      const one = await get("api/io/sequential?calls=5&delay=200ms");
      const all = await get("api/io/gather?calls=5&delay=200ms");
      return [["m.sequential", one.answer.elapsedMs], ["m.gathered", all.answer.elapsedMs]];
    },
  },
  {
    id: "gather",
    term: { en: "gather", ru: "gather" },
    claim: {
      en: "Two fetches of 2 s gathered give both answers in 2 s, not in 4.",
      ru: "Два запроса по 2 с, собранные через gather, дают оба ответа за 2 с, а не за 4.",
    },
    python: `first, second = await asyncio.gather(
    fetch(a), fetch(b))`,
    java: `Mono.zip(fetch(a), fetch(b))`,
    async run({ get }) {
      const { answer } = await get("api/io/gather?calls=2&delay=2s");
      return [["m.both", answer.elapsedMs], ["m.sum", answer.sumMs]];
    },
  },
  {
    id: "wait",
    term: { en: "wait, wait_for, shield", ru: "wait, wait_for, shield" },
    claim: {
      en: "The first completed leaves others pending; a timeout cancels the call; a shield lets it go on.",
      ru: "Первый завершённый оставляет остальные незавершёнными; таймаут отменяет вызов; shield даёт ему продолжиться.",
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
      return [
        ["m.done-pending", `${first.answer.done.length} / ${first.answer.pending.length}`],
        ["m.wait-for", late.took],
        ["m.shield", `${shielded.status}, ${task.state}`],
      ];
    },
  },
  {
    id: "as-completed",
    term: { en: "Callbacks, as_completed", ru: "Обратные вызовы, as_completed" },
    claim: {
      en: "Completion is signalled, not waited for: results come in the order they are ready.",
      ru: "О завершении сообщают, его не ждут: результаты приходят в порядке готовности.",
    },
    python: `for next_one in asyncio.as_completed(calls):
    print(await next_one)`,
    java: `Flux.fromIterable(calls)
    .flatMap(call -> call)
    .doOnNext(System.out::println)`,
    async run({ get }) {
      const { answer } = await get("api/io/as-completed?calls=5&delay=50ms..600ms");
      return [["m.order", answer.map((step) => step.call).join(", ")]];
    },
  },
  {
    id: "time",
    term: { en: "Control over time: timeouts and delays", ru: "Управление временем: таймауты и задержки" },
    claim: {
      en: "Bounded and cancellable, without a thread asleep.",
      ru: "Ограничено и отменяемо, и ни один поток при этом не спит.",
    },
    python: `await asyncio.sleep(0.3)

async with asyncio.timeout(0.3):
    await call()`,
    java: `Mono.delay(Duration.ofMillis(300))

call().timeout(Duration.ofMillis(300))`,
    async run({ get }) {
      const slept = await get("api/io/sleep?delay=300ms");
      const late = await get("api/io/wait-for?delay=10s&timeout=300ms");
      return [["m.slept", slept.answer.elapsedMs], ["m.given-up", late.took]];
    },
  },
  {
    id: "tasks",
    term: { en: "Coroutine, Task, Future, awaitable", ru: "Корутина, задача, футура, awaitable" },
    claim: {
      en: "Assembled, started, finished are three things: the answer is fetched when it is there.",
      ru: "Собрать, запустить и завершить: три разных дела; ответ забирают, когда он есть.",
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
      return [
        ["m.started", started.took],
        ["m.state-then", `${started.answer.state} → ${task.state}`],
        ["m.fetched", performance.now() - began],
      ];
    },
  },
  {
    id: "cancel",
    term: { en: "create_task, ensure_future, cancel", ru: "create_task, ensure_future, cancel" },
    claim: {
      en: "It starts now, and it can be stopped before it ends.",
      ru: "Начинается сразу, и её можно остановить до конца.",
    },
    python: `task = asyncio.create_task(work())
task.cancel()`,
    java: `Disposable task = work().subscribe();
task.dispose();`,
    async run({ post, cancel }) {
      const started = await post("api/tasks", { work: "cpu", workload: "primes", units: 3000 });
      const cancelled = await cancel(started.location);
      return [["m.state-then", `${started.answer.state} → ${cancelled.answer.state}`]];
    },
  },
  {
    id: "resources",
    term: { en: "Saving server resources", ru: "Экономия ресурсов сервера" },
    claim: {
      en: "Two hundred waiting calls need a handful of threads, not two hundred.",
      ru: "Двумстам ожидающим вызовам нужна горстка потоков, а не двести.",
    },
    experiment: "connections",
    python: `await asyncio.gather(
    *(fetch(url) for url in two_hundred))`,
    java: `Flux.fromIterable(twoHundred)
    .flatMap(this::fetch, 200)`,
    async run({ get }) {
      const { answer } = await get("api/io/gather?calls=200&delay=1s");
      const threads = new Set(answer.timeline.map((step) => step.thread)).size;
      return [["m.calls-in", answer.elapsedMs], ["m.threads", String(threads)]];
    },
  },
  {
    id: "bottleneck",
    term: { en: "When it does not help: a bottleneck downstream", ru: "Когда не помогает: узкое место за сервисом" },
    claim: {
      en: "With room for 5 at once, 20 calls of 100 ms take 4 rounds, however asynchronous the caller is.",
      ru: "Если места хватает на 5 сразу, 20 вызовов по 100 мс занимают 4 круга, как бы асинхронен ни был вызывающий.",
    },
    experiment: "bottleneck",
    python: `limit = asyncio.Semaphore(5)

async def fetch_one(url):
    async with limit:
        return await fetch(url)`,
    java: `Flux.fromIterable(urls)
    .flatMap(this::fetch, 5)`,
    async run({ get }) {
      const free = await get("api/io/gather?calls=20&delay=100ms");
      const bound = await get("api/io/gather?calls=20&delay=100ms&concurrency=5");
      return [["m.free", free.answer.elapsedMs], ["m.five", bound.answer.elapsedMs]];
    },
  },
];
