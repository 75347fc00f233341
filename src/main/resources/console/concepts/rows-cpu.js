import { held } from "./rows-loop.js";

// What computing is about.

export const CPU_ROWS = [
  {
    id: "cooperative",
    term: { en: "Cooperative and preemptive multitasking", ru: "Кооперативная и вытесняющая многозадачность" },
    claim: {
      en: "Slices that yield keep everybody's wait short; work that does not yield starves all; the OS preempts threads.",
      ru: "Куски, уступающие цикл, не дают ждать долго; работа, которая не уступает, морит всех; потоки вытесняет ОС.",
    },
    experiment: "cooperative",
    python: `for part in work:
    compute(part)
    await asyncio.sleep(0)    # yield`,
    java: `// each slice is scheduled for the loop's next turn
/api/cpu/primes?on=cooperative`,
    async run({ get, longestBlock }) {
      const whole = await longestBlock(() => get("api/cpu/primes?units=500&on=event-loop"));
      const slices = await longestBlock(() => get("api/cpu/primes?units=500&on=cooperative"));
      const threads = await longestBlock(() => get("api/cpu/primes?units=500&on=parallel"));
      return [["m.block-whole", held(whole)], ["m.block-slices", held(slices)], ["m.block-thread", held(threads)]];
    },
  },
  {
    id: "concurrency",
    term: { en: "Concurrency is not parallelism", ru: "Асинхронный ≠ параллельный" },
    claim: {
      en: "One thread serves many calls at once; many computations at once need many cores.",
      ru: "Один поток обслуживает много вызовов сразу; для многих вычислений сразу нужно много ядер.",
    },
    experiment: "scaling",
    python: `await asyncio.gather(*calls)       # concurrent

with ProcessPoolExecutor() as cores:  # parallel
    results = cores.map(compute, parts)`,
    java: `flatMap(call)                       // concurrent

parallel().runOn(Schedulers.parallel()) // parallel`,
    async run({ get, together }) {
      const calls = await get("api/io/gather?calls=2&delay=400ms");
      const alone = await get("api/cpu/primes?units=400&on=parallel");
      const pair = await together(2, "api/cpu/primes?units=400&on=parallel");
      return [["m.two-calls", calls.answer.elapsedMs], ["m.one-work", alone.took], ["m.two-works", pair.took]];
    },
  },
  {
    id: "gil",
    term: { en: "GIL", ru: "GIL" },
    claim: {
      en: "One permit for all threads: two computations take twice as long. Java has none; on=single shows what it does.",
      ru: "Одно разрешение на все потоки: два вычисления идут вдвое дольше. В Java его нет; on=single показывает, что он делает.",
    },
    experiment: "scaling",
    python: `threads = [Thread(target=compute) for _ in range(2)]
# no faster than one: the GIL`,
    java: `Schedulers.newSingle("gil")  // one thread for all
Schedulers.parallel()        // one per core`,
    async run({ together }) {
      const single = await together(2, "api/cpu/primes?units=400&on=single");
      const parallel = await together(2, "api/cpu/primes?units=400&on=parallel");
      return [["m.two-single", single.took], ["m.two-parallel", parallel.took]];
    },
  },
  {
    id: "process",
    term: { en: "Multiprocessing", ru: "Многопроцессность" },
    claim: {
      en: "CPU work in another process becomes I/O for the caller.",
      ru: "Вычисление в другом процессе становится вводом-выводом для вызывающего.",
    },
    python: `with ProcessPoolExecutor() as pool:
    await loop.run_in_executor(pool, compute)`,
    java: `// a worker JVM, asked over loopback
/api/cpu/primes?on=process`,
    async run({ get, longestBlock }) {
      let answer = {};
      const block = await longestBlock(async () => {
        answer = (await get("api/cpu/primes?units=400&on=process")).answer;
      });
      return [["m.block", held(block)], ["m.run-there", answer.runMs], ["m.thread", answer.thread]];
    },
  },
  {
    id: "libraries",
    term: { en: "Specialised libraries (NumPy, zlib, hashlib)", ru: "Специализированные библиотеки (NumPy, zlib, hashlib)" },
    claim: {
      en: "The same result many times faster, and still not on the loop.",
      ru: "Тот же результат во много раз быстрее, и всё равно не на цикле.",
    },
    python: `product = a @ b   # NumPy, not three loops`,
    java: `CommonOps_DDRM.mult(a, b, product); // EJML`,
    async run({ get }) {
      const naive = await get("api/cpu/matrix?units=300&impl=naive");
      const library = await get("api/cpu/matrix?units=300&impl=library");
      return [
        ["m.naive", naive.answer.runMs],
        ["m.library", library.answer.runMs],
        ["m.same", naive.answer.checksum === library.answer.checksum ? { yes: true } : { no: true }],
      ];
    },
  },
  {
    id: "bound",
    term: { en: "I/O-bound and CPU-bound", ru: "Ограничено вводом-выводом и ограничено процессором" },
    claim: {
      en: "Twenty waits together take as long as one; twenty computations together take twenty shares of the cores.",
      ru: "Двадцать ожиданий вместе длятся как одно; двадцать вычислений вместе делят ядра на двадцать долей.",
    },
    experiment: "matrix",
    python: `await asyncio.gather(*(fetch() for _ in range(20)))
[compute() for _ in range(20)]`,
    java: `flatMap(this::fetch, 20)
flatMap(this::compute, 20)`,
    async run({ get, together }) {
      const waits = await get("api/io/gather?calls=20&delay=100ms");
      const works = await together(20, "api/cpu/primes?units=100&on=parallel");
      return [["m.twenty-waits", waits.answer.elapsedMs], ["m.twenty-works", works.took]];
    },
  },
  {
    id: "no-help",
    term: { en: "When asynchrony does not help: CPU-bound work", ru: "Когда асинхронность не помогает: вычисления" },
    claim: {
      en: "An async handler that computes is no faster, and everybody else on its loop waits.",
      ru: "Асинхронный обработчик, который считает, не быстрее, а все остальные на его цикле ждут.",
    },
    experiment: "matrix",
    python: `async def handler(request):
    return compute()   # async changes nothing`,
    java: `Mono.fromSupplier(this::compute) // still on the loop`,
    async run({ get, longestBlock }) {
      let ran = 0;
      const block = await longestBlock(async () => {
        ran = (await get("api/cpu/primes?units=600&on=event-loop")).answer.runMs;
      });
      return [["m.run", ran], ["m.block", held(block)]];
    },
  },
];
