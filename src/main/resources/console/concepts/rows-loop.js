// What loops and sockets are about.

export const LOOP_ROWS = [
  {
    id: "sockets",
    term: { en: "Blocking and non-blocking sockets", ru: "Блокирующие и неблокирующие сокеты" },
    claim: {
      en: "A blocking client stops everything else on its thread; a non-blocking one does not.",
      ru: "Блокирующий клиент останавливает всё остальное на своём потоке, неблокирующий нет.",
    },
    python: `sock.setblocking(True)
data = sock.recv(1024)        # the loop stands still

sock.setblocking(False)
data = await loop.sock_recv(sock, 1024)`,
    java: `restTemplate.getForObject(...) // on a loop: all wait

webClient.get().retrieve().bodyToMono(...)`,
    async run({ get, longestBlock }) {
      const blocking = await longestBlock(() => get("api/io/blocking?delay=700ms&on=event-loop"));
      const free = await longestBlock(() => get("api/io/call?delay=700ms"));
      return [["m.block-blocking", held(blocking)], ["m.block-free", held(free)]];
    },
  },
  {
    id: "selectors",
    term: { en: "select, poll, epoll, kqueue, IOCP", ru: "select, poll, epoll, kqueue, IOCP" },
    claim: {
      en: "The kernel tells which sockets are ready; a process uses one way, and all ways behave alike.",
      ru: "Ядро сообщает, какие сокеты готовы; процесс пользуется одним способом, а ведут себя все одинаково.",
    },
    python: `selector = selectors.DefaultSelector()
selector.register(sock, selectors.EVENT_READ)
for key, events in selector.select(): ...`,
    java: `// --loopscope.transport=nio | epoll | io_uring
LoopResources.create("http", 4, true)`,
    async run({ get }) {
      const { answer } = await get("api/sockets");
      return [["m.transport", answer.transport], ["m.available", answer.available.join(", ")]];
    },
  },
  {
    id: "descriptors",
    term: { en: "File descriptors", ru: "Файловые дескрипторы" },
    claim: {
      en: "Each connection takes one, and there is a limit.",
      ru: "На каждое соединение уходит один, и есть предел.",
    },
    experiment: "connections",
    python: `sock.fileno()
resource.getrlimit(resource.RLIMIT_NOFILE)`,
    java: `((UnixOperatingSystemMXBean) os)
    .getOpenFileDescriptorCount()`,
    async run({ get }) {
      const { fileDescriptors } = (await get("api/sockets")).answer;
      return [["m.open-max", `${text(fileDescriptors.open)} / ${text(fileDescriptors.max)}`]];
    },
  },
  {
    id: "backlog",
    term: { en: "listen and its backlog, accept", ru: "listen и его backlog, accept" },
    claim: {
      en: "While nobody accepts, connections queue in the kernel, up to the backlog.",
      ru: "Пока никто не принимает, соединения стоят в очереди ядра, не больше, чем backlog.",
    },
    experiment: "backlog",
    python: `sock.listen(128)
connection, address = await loop.sock_accept(sock)`,
    java: `HttpServer.create()
    .option(ChannelOption.SO_BACKLOG, 1024)`,
    async run({ get }) {
      const { listening } = (await get("api/sockets")).answer;
      return listening.map(({ plane, acceptQueue }) => [
        "m.queue",
        `${plane}: ${text(acceptQueue.length)} / ${text(acceptQueue.limit)}`,
      ]);
    },
  },
  {
    id: "loop",
    term: { en: "Event loop", ru: "Цикл событий" },
    claim: {
      en: "Many connections on a handful of threads: each loop asks for ready sockets and serves them.",
      ru: "Много соединений на горстке потоков: каждый цикл спрашивает готовые сокеты и обслуживает их.",
    },
    experiment: "connections",
    python: `async def main(): ...
asyncio.run(main())   # one loop, one thread`,
    java: `while (true) {           // every loop, for ever
  select();
  processSelectedKeys();
  runAllTasks();
}`,
    async run({ get }) {
      const { loops } = (await get("api/loops")).answer;
      const ours = loops.filter((loop) => loop.group === "http");
      const connections = ours.reduce((sum, loop) => sum + loop.connections, 0);
      return [["m.loops", String(ours.length)], ["m.connections", String(connections)]];
    },
  },
  {
    id: "to-thread",
    term: { en: "to_thread, run_in_executor", ru: "to_thread, run_in_executor" },
    claim: {
      en: "Code that blocks leaves the loop free when another thread runs it.",
      ru: "Блокирующий код не трогает цикл, если его выполняет другой поток.",
    },
    python: `await asyncio.to_thread(blocking_call)`,
    java: `Mono.fromCallable(this::blockingCall)
    .subscribeOn(Schedulers.boundedElastic())`,
    async run({ get, longestBlock }) {
      let thread = "";
      const block = await longestBlock(async () => {
        const { answer } = await get("api/io/blocking?delay=700ms&on=bounded-elastic");
        thread = answer.thread;
      });
      return [["m.block", held(block)], ["m.thread", thread]];
    },
  },
  {
    id: "threadsafe",
    term: {
      en: "run_coroutine_threadsafe, get_running_loop, new_event_loop",
      ru: "run_coroutine_threadsafe, get_running_loop, new_event_loop",
    },
    claim: {
      en: "A foreign thread hands a task to a given loop; the hop takes as long as the loop is busy.",
      ru: "Чужой поток отдаёт задачу заданному циклу; прыжок длится столько, сколько цикл занят.",
    },
    python: `asyncio.run_coroutine_threadsafe(work(), loop)`,
    java: `eventLoop.execute(work);`,
    async run({ post }) {
      const { answer } = await post("api/loops/http-0/run");
      return [["m.hop", answer.hopMs], ["m.from-to", `${answer.from} → ${answer.on}`]];
    },
  },
  {
    id: "long-lived",
    term: { en: "Long-lived connections", ru: "Долгие соединения" },
    claim: {
      en: "Streams and file transfers are held by the same few loops, between all other work.",
      ru: "Потоки событий и передачу файлов держат те же несколько циклов, между всей остальной работой.",
    },
    python: `async for message in websocket: ...`,
    java: `return Flux.interval(Duration.ofSeconds(1)); // SSE`,
    async run({ get, longestBlock }) {
      let took = 0;
      const block = await longestBlock(async () => {
        took = (await get("api/files/16MB", "application/octet-stream")).took;
      });
      return [["m.file", took], ["m.block", held(block)]];
    },
  },
];

/** Milliseconds, or that there was no block at all. */
export function held(block) {
  return block > 0 ? block : { none: true };
}

function text(reading) {
  return reading === null ? "–" : String(reading);
}
