import { atLeast, below, equal, noBlock } from "./checks.js";

// Computations, and where they run.

const UNITS = 400;
const TIMES = 20;
const DELAY_MS = 100;
const CLEARLY = 1.3;

/** @type {Concept[]} */
export const CPU_ROWS = [
  {
    id: "bound",
    term: { en: "I/O-bound and CPU-bound", ru: "Ограничение вводом-выводом и процессором" },
    claim: {
      en: `${TIMES} waits together take as long as one; ${TIMES} computations compete for the cores.`,
      ru: `${TIMES} ожиданий одновременно длятся как одно; ${TIMES} вычислений конкурируют за ядра.`,
    },
    experiment: "matrix",
    python: `await asyncio.gather(*(fetch() for _ in range(20)))
[compute() for _ in range(20)]`,
    java: `flatMap(this::fetch, 20)
flatMap(this::compute, 20)`,
    async run({ get, together }) {
      const waits = await get(`api/io/gather?calls=${TIMES}&delay=${DELAY_MS}ms`);
      const works = await together(TIMES, `api/cpu/primes?units=${DELAY_MS}&on=parallel`);
      return {
        checks: [
          below(["m.waits", TIMES, DELAY_MS], waits.answer.elapsedMs, TIMES * DELAY_MS),
          atLeast(["m.works", TIMES, DELAY_MS], works.took, CLEARLY * waits.answer.elapsedMs),
        ],
      };
    },
  },
  {
    id: "no-help",
    term: { en: "When asynchrony does not help: CPU-bound work", ru: "Когда асинхронность не помогает: вычисления" },
    claim: {
      en: "An async handler that computes is no faster, and all other requests of its loop wait.",
      ru: "Асинхронный обработчик, который занят вычислениями, не становится быстрее, а остальные запросы его цикла ждут.",
    },
    experiment: "matrix",
    python: `async def handler(request):
    return compute()   # async changes nothing`,
    java: `Mono.fromSupplier(this::compute) // still on the loop`,
    async run({ get, longestBlockOfAnyCause }) {
      let ran = 0;
      const block = await longestBlockOfAnyCause(async () => {
        ran = (await get("api/cpu/primes?units=600&on=event-loop")).answer.runMs;
      });
      return { checks: [atLeast("m.block", block, ran / 2)], facts: [["m.run", ran]] };
    },
  },
  {
    id: "cooperative",
    term: { en: "Cooperative and preemptive multitasking", ru: "Кооперативная и вытесняющая многозадачность" },
    claim: {
      en: "Slices that yield keep the wait of others short; work that does not yield starves all others; the OS preempts threads.",
      ru: "Если вычисление разбито на части и уступает цикл, другие ждут недолго; если не уступает — не даёт работать остальным; потоки вытесняет ОС.",
    },
    experiment: "cooperative",
    python: `for part in work:
    compute(part)
    await asyncio.sleep(0)    # yield`,
    java: `// each slice is scheduled for the loop's next turn
/api/cpu/primes?on=cooperative`,
    async run({ get, longestBlock, longestBlockOfAnyCause }) {
      const on = (/** @type {string} */ place) => () => get(`api/cpu/primes?units=500&on=${place}`);
      const whole = await longestBlockOfAnyCause(on("event-loop"));
      const slices = await longestBlock(on("cooperative"));
      const threads = await longestBlock(on("parallel"));
      return {
        checks: [
          below("m.block-slices", slices, whole / 2),
          noBlock("m.block-thread", threads),
        ],
        facts: [["m.block-whole", whole]],
      };
    },
  },
  {
    id: "concurrency",
    term: { en: "Concurrency is not parallelism", ru: "Асинхронный ≠ параллельный" },
    claim: {
      en: "One thread serves many calls at once; many computations at once need many cores.",
      ru: "Один поток обслуживает много вызовов одновременно; для многих вычислений одновременно нужно много ядер.",
    },
    experiment: "scaling",
    python: `await asyncio.gather(*calls)       # concurrent

with ProcessPoolExecutor() as cores:  # parallel
    results = cores.map(compute, parts)`,
    java: `flatMap(call)                       // concurrent

parallel().runOn(Schedulers.parallel()) // parallel`,
    async run({ get, together }) {
      const calls = await get(`api/io/gather?calls=2&delay=${UNITS}ms`);
      const single = await together(2, `api/cpu/primes?units=${UNITS}&on=single`);
      const parallel = await together(2, `api/cpu/primes?units=${UNITS}&on=parallel`);
      return {
        checks: [
          below("m.two-calls", calls.answer.elapsedMs, 2 * UNITS),
          below("m.two-parallel", parallel.took, single.took),
        ],
        facts: [["m.two-single", single.took]],
      };
    },
  },
  {
    id: "gil",
    term: { en: "GIL", ru: "GIL" },
    claim: {
      en: "A global lock for all threads: two computations on two threads are no faster than on one. Java has no GIL; on=single shows its effect.",
      ru: "GIL — одна блокировка на все потоки: два вычисления в двух потоках не быстрее, чем в одном. В Java GIL нет; его эффект показывает on=single.",
    },
    experiment: "scaling",
    python: `threads = [Thread(target=compute) for _ in range(2)]
# no faster than one: the GIL`,
    java: `Schedulers.newSingle("gil")  // one thread for all
Schedulers.parallel()        // one per core`,
    async run({ together }) {
      const single = await together(2, `api/cpu/primes?units=${UNITS}&on=single`);
      const parallel = await together(2, `api/cpu/primes?units=${UNITS}&on=parallel`);
      return {
        checks: [atLeast("m.speed-up", { times: single.took / parallel.took }, { times: CLEARLY })],
        facts: [["m.two-single", single.took], ["m.two-parallel", parallel.took]],
      };
    },
  },
  {
    id: "gil-io",
    term: { en: "The GIL is released during I/O", ru: "GIL отпускается на время ввода-вывода" },
    claim: {
      en: "Threads that wait overlap even if only one may compute; threads that compute do not.",
      ru: "Ожидающие потоки выполняются одновременно, даже если вычислять может только один; вычисляющие — по очереди.",
    },
    python: `threads = [Thread(target=requests.get, args=(url,)) for url in urls]
# overlap: the GIL is released while they wait`,
    java: `// two blocking calls, two threads
/api/io/blocking?on=bounded-elastic`,
    async run({ together }) {
      const waits = await together(2, `api/io/blocking?delay=${UNITS}ms&on=bounded-elastic`);
      const works = await together(2, `api/cpu/primes?units=${UNITS}&on=single`);
      const ran = Math.max(...works.answers.map(({ answer }) => answer.runMs));
      return {
        checks: [
          below("m.two-waits", waits.took, 2 * UNITS),
          atLeast("m.two-single", works.took, CLEARLY * ran),
        ],
        facts: [["m.one-single", ran]],
      };
    },
  },
  {
    id: "process",
    term: { en: "Multiprocessing", ru: "Многопроцессность" },
    claim: {
      en: "CPU work in another process becomes I/O for its caller.",
      ru: "Вычисление в другом процессе становится вводом-выводом для вызывающего.",
    },
    python: `with ProcessPoolExecutor() as pool:
    await loop.run_in_executor(pool, compute)`,
    java: `// a worker JVM, asked over loopback
/api/cpu/primes?on=process`,
    async run({ get, longestBlock }) {
      /** @type {any} */
      let answer = {};
      const block = await longestBlock(async () => {
        answer = (await get(`api/cpu/primes?units=${UNITS}&on=process`)).answer;
      });
      return {
        checks: [noBlock("m.block", block)],
        facts: [["m.run-there", answer.runMs], ["m.thread", answer.thread]],
      };
    },
  },
  {
    id: "libraries",
    term: { en: "Specialised libraries (NumPy, zlib, hashlib)", ru: "Специализированные библиотеки (NumPy, zlib, hashlib)" },
    claim: {
      en: "An optimised library gives the same result many times faster; it is still computation, and does not belong on the loop.",
      ru: "Оптимизированная библиотека даёт тот же результат во много раз быстрее, но это всё равно вычисление, и в цикле событий ему не место.",
    },
    python: `product = a @ b   # NumPy, not three loops
zlib.compress(data); hashlib.sha256(data)`,
    java: `CommonOps_DDRM.mult(a, b, product); // EJML
deflater.deflate(buffer);           // zlib`,
    async run({ get, longestBlockOfAnyCause }) {
      const multiply = async (/** @type {string} */ how) => {
        const path = `api/cpu/matrix?units=200&impl=${how}`;
        await get(path);
        return (await get(path)).answer;
      };
      const naive = await multiply("naive");
      const library = await multiply("library");
      const zlib = await longestBlockOfAnyCause(() => get("api/cpu/deflate?units=300&on=event-loop"));
      return {
        checks: [
          equal("m.same", { yes: naive.checksum === library.checksum }, { yes: true }),
          atLeast("m.faster", { times: naive.runMs / library.runMs }, { times: CLEARLY }),
          atLeast("m.block-zlib", zlib, 100),
        ],
        facts: [["m.naive", naive.runMs], ["m.library", library.runMs]],
      };
    },
  },
];
