import { atLeast, below, equal, noBlock } from "./checks.js";

// Sockets and the loops that serve them.

const HELD = 40;

/** @type {Concept[]} */
export const LOOP_ROWS = [
  {
    id: "sockets",
    term: { en: "Blocking and non-blocking sockets", ru: "Блокирующие и неблокирующие сокеты" },
    claim: {
      en: "A blocking client stops all other work of its thread; a non-blocking one does not.",
      ru: "Блокирующий клиент останавливает всю остальную работу своего потока, неблокирующий — нет.",
    },
    python: `sock.setblocking(True)
data = sock.recv(1024)        # the loop is blocked

sock.setblocking(False)
data = await loop.sock_recv(sock, 1024)`,
    java: `restTemplate.getForObject(...) // on a loop: all wait

webClient.get().retrieve().bodyToMono(...)`,
    async run({ get, longestBlock, longestBlockOfAnyCause }) {
      const blocking = await longestBlockOfAnyCause(() => get("api/io/blocking?delay=700ms&on=event-loop"));
      const free = await longestBlock(() => get("api/io/call?delay=700ms"));
      return { checks: [atLeast("m.block-blocking", blocking, 600), noBlock("m.block-free", free)] };
    },
  },
  {
    id: "selectors",
    term: { en: "selectors: select, poll, epoll, kqueue, IOCP", ru: "selectors: select, poll, epoll, kqueue, IOCP" },
    claim: {
      en: "The kernel reports which sockets are ready. A process uses one mechanism behind one interface, and all mechanisms behave alike.",
      ru: "Ядро сообщает, какие сокеты готовы. Процесс использует один механизм через единый интерфейс, и все механизмы ведут себя одинаково.",
    },
    python: `selector = selectors.DefaultSelector()
selector.register(sock, selectors.EVENT_READ)
for key, events in selector.select(): ...`,
    java: `// --loopscope.transport=nio | epoll | io_uring
LoopResources.create("http", 4, true)`,
    async run({ get }) {
      const { answer } = await get("api/sockets");
      const available = { yes: answer.available.includes(answer.transport) };
      return {
        checks: [equal("m.transport-available", available, { yes: true })],
        facts: [["m.transport", answer.transport], ["m.available", answer.available.join(", ")]],
      };
    },
  },
  {
    id: "descriptors",
    term: { en: "File descriptors", ru: "Файловые дескрипторы" },
    claim: {
      en: `Each connection takes one: ${HELD} more connections, ${HELD} more descriptors, up to a limit.`,
      ru: `Каждое соединение занимает один дескриптор: ${HELD} новых соединений — ${HELD} новых дескрипторов, пока не достигнут предел.`,
    },
    experiment: "connections",
    python: `sock.fileno()
resource.getrlimit(resource.RLIMIT_NOFILE)`,
    java: `((UnixOperatingSystemMXBean) os)
    .getOpenFileDescriptorCount()`,
    async run({ get, holding }) {
      const read = async () => (await get("api/sockets")).answer.fileDescriptors;
      const before = await read();
      const during = await holding(HELD, read);
      const after = await read();
      return {
        checks: [
          atLeast("m.descriptors-more", { count: during.open - before.open }, { count: HELD }),
          below("m.descriptors-after", { count: after.open }, { count: during.open }),
        ],
        facts: [["m.open-max", `${text(during.open)} / ${text(during.max)}`]],
      };
    },
  },
  {
    id: "backlog",
    term: { en: "listen and its backlog, accept", ru: "listen и его backlog, accept" },
    claim: {
      en: "Connections that are not yet accepted queue in the kernel, up to the backlog. The experiment overflows it.",
      ru: "Ещё не принятые соединения стоят в очереди ядра, не длиннее backlog. Эксперимент доводит её до переполнения.",
    },
    experiment: "backlog",
    python: `sock.listen(128)
connection, address = await loop.sock_accept(sock)`,
    java: `HttpServer.create()
    .option(ChannelOption.SO_BACKLOG, 1024)`,
    async run({ get }) {
      /** @type {{ plane: string, acceptQueue: { length: number | null, limit: number | null } }[]} */
      const listening = (await get("api/sockets")).answer.listening;
      const service = listening.find(({ plane }) => plane === "service")?.acceptQueue;
      return {
        checks: [
          atLeast("m.backlog", { count: service?.limit ?? 0 }, { count: 1 }),
          below("m.queue-now", { count: service?.length ?? 0 }, { count: service?.limit ?? 0 }),
        ],
        facts: listening.map(({ plane, acceptQueue }) => [
          ["m.queue", plane],
          `${text(acceptQueue.length)} / ${text(acceptQueue.limit)}`,
        ]),
      };
    },
  },
  {
    id: "loop",
    term: { en: "Event loop", ru: "Цикл событий" },
    claim: {
      en: "A few threads serve many connections: each loop asks for ready sockets and serves them in turn.",
      ru: "Несколько потоков обслуживают много соединений: каждый цикл спрашивает, какие сокеты готовы, и по очереди обслуживает их.",
    },
    experiment: "connections",
    python: `async def main(): ...
asyncio.run(main())   # one loop, one thread`,
    java: `while (true) {           // every loop, for ever
  select();
  processSelectedKeys();
  runAllTasks();
}`,
    async run({ get, holding }) {
      const { connections, loops } = await holding(HELD, async () => connectionsOf(await get("api/loops")));
      return {
        checks: [
          atLeast("m.connections", { count: connections }, { count: HELD }),
          below("m.loops", { count: loops }, { count: HELD }),
        ],
      };
    },
  },
  {
    id: "running-loop",
    term: {
      en: "run, run_until_complete, get_event_loop, get_running_loop",
      ru: "run, run_until_complete, get_event_loop, get_running_loop",
    },
    claim: {
      en: "A handler runs on the loop of its connection, from start to end, and can ask which one that is.",
      ru: "Обработчик от начала до конца выполняется в цикле своего соединения и может узнать, какой это цикл.",
    },
    python: `loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(main())   # asyncio.run(main()) does all this

async def handler():
    loop = asyncio.get_running_loop()`,
    java: `// Reactor Netty makes the loops; a handler is called on one of them
Mono.deferContextual(context -> ...)
Thread.currentThread().getName() // http-epoll-2`,
    async run({ get }) {
      const ping = (await get("api/ping")).answer;
      /** @type {{ group: string, loop: number, thread: string }[]} */
      const loops = (await get("api/loops")).answer.loops;
      const own = loops.find((loop) => loop.group === "http" && loop.loop === ping.loop);
      return {
        checks: [equal("m.own-loop", { yes: own?.thread === ping.thread }, { yes: true })],
        facts: [["m.thread", ping.thread]],
      };
    },
  },
];

/** @param {ServiceResult} result */
function connectionsOf({ answer }) {
  /** @type {{ group: string, connections: number }[]} */
  const ours = answer.loops.filter((/** @type {{ group: string }} */ loop) => loop.group === "http");
  return { loops: ours.length, connections: ours.reduce((sum, loop) => sum + loop.connections, 0) };
}

/** @param {number | null} reading */
function text(reading) {
  return reading === null ? "–" : String(reading);
}
