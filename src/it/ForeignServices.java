import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts services that have the monitor as their only addition, blocks their loops, and checks that
 * the monitor found it: {@code java ForeignServices.java FOLDER JAVA17 JAVA25 [PART OF A NAME]}.
 */
class ForeignServices {
  static final Duration START = Duration.ofSeconds(60);
  static final String EXPOSURE = "--management.endpoints.web.exposure.include=";
  static final String HEALTH_ONLY = EXPOSURE + "health";
  static final int TRIES = 8;
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static Path services;
  static String only;
  static int passed;
  static final List<String> failed = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    services = Path.of(args[0]);
    only = args.length > 3 ? args[3] : "";
    for (String java : List.of(args[1], args[2])) {
      String version = "Java " + (java.equals(args[1]) ? 17 : 25);
      check(version + ", reactive", () -> reactive(java));
      check(version + ", reactive without actuator", () -> withoutActuator(java));
      check(version + ", servlet with WebClient", () -> servletWithClient(java));
      check(version + ", servlet", () -> servlet(java));
      check(version + ", gateway, every loop blocked", () -> gateway(java));
      check(version + ", R2DBC and Lettuce", () -> drivers(java));
      check(version + ", server of its own", () -> ownServer(java));
    }
    String java = args[2];
    check("lazy beans", () -> reactive(java, "--spring.main.lazy-initialization=true"));
    check("reactor.netty.native=false", () -> transport(java, "-Dreactor.netty.native=false", "nio"));
    check("reactor.netty.ioSelectCount=1", () -> select(java));
    check("without epoll", () -> withoutEpoll(java));
    check("unwatched loops are named", () -> unwatched(java));
    check("endpoint that is not exposed", () -> notExposed(java));
    check("carriers of virtual threads", () -> virtualThreads(java));
    check("meters leave by OTLP", () -> otlp(java));
    check("throughput", () -> throughput(java));
    System.out.printf("%d passed, %d failed%n", passed, failed.size());
    failed.forEach(System.out::println);
    System.exit(failed.isEmpty() ? 0 : 1);
  }

  static void reactive(String java, String... options) throws Exception {
    try (Service service = Service.start(java, "reactive", options)) {
      service.finds("/sleep/200", "http", "wait", "Reactive.sleep", "GET /sleep/{ms}");
      service.finds("/spin/200", "http", null, "Spin.forMillis", "GET /spin/{ms}");
      service.get("/parallel/1");
      Thread.sleep(1_500);
      service.finds("/parallel/300", "reactor-parallel", null, "Spin.forMillis", null);
    }
  }

  static void withoutActuator(String java) throws Exception {
    try (Service service = Service.start(java, "reactive-without-actuator")) {
      service.get("/sleep/1200");
      await("a line in the log", () -> service.log().contains("GET /sleep/{ms}, waiting"));
      expect(service.log().contains("in Plain.sleep"), "culprit in the log");
      expect(service.status("/actuator/eventloops") == 404, "no endpoint");
    }
  }

  static void servletWithClient(String java) throws Exception {
    try (Service service = Service.start(java, "servlet-with-client")) {
      service.finds("/sleep/200", "http", "wait", "ServletWithClient.asleep", null);
    }
  }

  static void servlet(String java) throws Exception {
    try (Service service = Service.start(java, "servlet")) {
      expect(service.log().contains("there are no event loops to watch"), "a line in the log");
      expect(service.status("/actuator/health") == 200, "health");
      expect(service.status("/actuator/eventloops") == 404, "no endpoint");
    }
  }

  static void gateway(String java) throws Exception {
    int management = freePort();
    String port = "--management.server.port=" + management;
    try (Service service = Service.start(java, "gateway", port, "--eventloop.health.window=1s")) {
      service.observeAt(management);
      service.finds("/sleep/200", "http", "wait", "Gateway.asleep", null);
      List<CompletableFuture<?>> blocking = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        blocking.add(service.send(service.port, "/block/2500"));
      }
      Thread.sleep(1_500);
      long before = System.nanoTime();
      int health = service.send(management, "/actuator/health").get().statusCode();
      long millis = (System.nanoTime() - before) / 1_000_000;
      expect(health == 200, "plain health stays up: " + health);
      expect(millis < 1_000, "management port answers in " + millis + " ms");
      String report = service.send(management, "/actuator/eventloops").get().body();
      long blocked = Pattern.compile("\"group\":\"http\"[^}]*\"blockedMs\":[1-9]").matcher(report).results().count();
      expect(blocked == 4, "every loop is blocked meanwhile: " + blocked);
      note("management port answered in %d ms", millis);
      CompletableFuture.allOf(blocking.toArray(CompletableFuture[]::new)).exceptionally(e -> null).get();
    }
  }

  static void drivers(String java) throws Exception {
    try (Service service = Service.start(java, "drivers")) {
      service.finds("/sleep/200", "lettuce", "wait", "Drivers.asleep", null);
    }
  }

  static void ownServer(String java) throws Exception {
    try (Service service = Service.start(java, "own-server")) {
      service.finds("/sleep/200", "http", "wait", "OwnServer.sleep", "GET /sleep/{ms}");
      expect(service.report().contains("\"thread\":\"mine-"), "its loops are named");
    }
  }

  static void transport(String java, String option, String transport) throws Exception {
    try (Service service = Service.start(java, "reactive", option)) {
      expect(service.report().contains("\"transport\":\"" + transport + "\""), transport);
      service.finds("/sleep/200", "http", "wait", "Reactive.sleep", "GET /sleep/{ms}");
    }
  }

  static void select(String java) throws Exception {
    try (Service service = Service.start(java, "reactive", "-Dreactor.netty.ioSelectCount=1")) {
      expect(service.report().contains("\"group\":\"http-select\",\"loop\":0"), "a loop that accepts");
      expect(!service.report().contains("\"group\":\"http-select\",\"loop\":1"), "one only");
    }
  }

  static void withoutEpoll(String java) throws Exception {
    Path extracted = extracted(java, "reactive", "without-epoll", "epoll");
    try (Service service = Service.startJar(java, extracted, "without-epoll")) {
      expect(service.report().contains("\"transport\":\"nio\""), "nio");
      service.finds("/sleep/200", "http", "wait", "Reactive.sleep", "GET /sleep/{ms}");
    }
  }

  static void unwatched(String java) throws Exception {
    try (Service service =
        Service.start(java, "own-server", "--eventloop.watch.other-loops=false")) {
      expect(service.report().contains("\"unwatched\":[\"mine-"), "in the endpoint");
      expect(service.log().contains("serves requests and is not watched"), "in the log");
    }
  }

  static void notExposed(String java) throws Exception {
    try (Service service =
        Service.start(java, "reactive", HEALTH_ONLY)) {
      expect(service.status("/actuator/eventloops") == 404, "404");
      service.get("/sleep/1200");
      await("a line in the log", () -> service.log().contains("in Reactive.sleep"));
    }
  }

  static void virtualThreads(String java) throws Exception {
    try (Service service =
        Service.start(java, "servlet-with-client", "--spring.threads.virtual.enabled=true")) {
      Thread.sleep(1_500);
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
        all.add(service.send(service.port, "/spin/1000"));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
      Predicate<Block> carriers = it -> it.group.equals("virtual-threads") && it.millis > 500;
      await("a block of the carriers", () -> service.blocks().stream().anyMatch(carriers));
    }
  }

  static void otlp(String java) throws Exception {
    StringBuffer received = new StringBuffer();
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/v1/metrics",
        exchange -> {
          received.append(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/v1/metrics";
    try (Service service =
        Service.start(
            java,
            "own-server",
            "--management.otlp.metrics.export.url=" + url,
            "--management.otlp.metrics.export.step=1s")) {
      service.get("/sleep/200");
      for (String meter : List.of("eventloop.lag", "eventloop.starved", "eventloop.blocks")) {
        await(meter, () -> received.indexOf(meter) >= 0);
      }
    } finally {
      receiver.stop(0);
    }
  }

  /** Requests per second with and without the monitor, side by side, the order alternating. */
  static void throughput(String java) throws Exception {
    Path plain = extracted(java, "reactive", "plain", "eventloop-monitor");
    Path watched = extracted(java, "reactive", "watched", "-none-");
    try (Service with = Service.startJar(java, watched, "watched");
        Service without = Service.startJar(java, plain, "plain")) {
      for (int i = 0; i < 3; i++) {
        with.load(Duration.ofSeconds(2));
        without.load(Duration.ofSeconds(2));
      }
      double[] ratios = new double[12];
      for (int i = 0; i < ratios.length; i++) {
        double first = (i % 2 == 0 ? with : without).load(Duration.ofSeconds(1));
        double second = (i % 2 == 0 ? without : with).load(Duration.ofSeconds(1));
        ratios[i] = i % 2 == 0 ? first / second : second / first;
      }
      Arrays.sort(ratios);
      note(
          "throughput watched/plain: median %.3f, quartiles %.3f to %.3f, %d pairs",
          (ratios[5] + ratios[6]) / 2, ratios[3], ratios[8], ratios.length);
    }
  }

  /** The service with its libraries beside it, less those whose name contains {@code without}. */
  static Path extracted(String java, String name, String to, String without) throws Exception {
    Path folder = services.resolve(name).resolve("target").resolve(to);
    run(java, "-Djarmode=tools", "-jar", jar(name).toString(), "extract", "--force", "--destination", folder.toString());
    try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
      for (Path library : libraries.filter(it -> it.getFileName().toString().contains(without)).toList()) {
        Files.delete(library);
      }
    }
    return folder.resolve(jar(name).getFileName());
  }

  static Path jar(String name) {
    return services.resolve(name).resolve("target").resolve(name + "-1.jar");
  }

  static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    expect(process.waitFor() == 0, output);
  }

  static void check(String name, Claim claim) {
    if (!name.contains(only)) {
      return;
    }
    long start = System.nanoTime();
    try {
      claim.check();
      passed++;
      System.out.printf("ok      %-45s %4.1f s%n", name, (System.nanoTime() - start) / 1e9);
    } catch (Exception | AssertionError failure) {
      failed.add(name + ": " + failure);
      System.out.printf("FAILED  %-45s %s%n", name, failure);
    }
  }

  static void note(String text, Object... values) {
    System.out.printf("        " + text + "%n", values);
  }

  static void expect(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (!condition.holds()) {
      expect(System.nanoTime() < deadline, "not within 5 s: " + what);
      Thread.sleep(50);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  interface Claim {
    void check() throws Exception;
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  record Block(String group, String cause, double millis, String culprit, String route) {
    static Block of(String json) {
      return new Block(
          text(json, "group"),
          text(json, "cause"),
          Double.parseDouble(found(json, "\"durationMs\":([0-9.E]+)")),
          text(json, "culprit"),
          text(json, "route"));
    }

    private static String text(String json, String member) {
      return found(json, "\"" + member + "\":\"([^\"]*)\"");
    }

    private static String found(String json, String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(json);
      return matcher.find() ? matcher.group(1) : "";
    }
  }

  /** A service in a process of its own. */
  static final class Service implements AutoCloseable {
    final Process process;
    final int port;
    final Path log;
    int observed;

    private Service(Process process, int port, Path log) {
      this.process = process;
      this.port = port;
      this.log = log;
      this.observed = port;
    }

    static Service start(String java, String name, String... options) throws Exception {
      return startJar(java, jar(name), name, options);
    }

    static Service startJar(String java, Path jar, String name, String... options) throws Exception {
      int port = freePort();
      Path log = services.resolve("target").resolve(name + "-" + port + ".log");
      Files.createDirectories(log.getParent());
      List<String> command = new ArrayList<>(List.of(java, "-Xmx256m"));
      Stream.of(options).filter(it -> it.startsWith("-D")).forEach(command::add);
      command.addAll(List.of("-jar", jar.toString(), "--server.address=127.0.0.1", "--server.port=" + port));
      if (!List.of(options).contains(HEALTH_ONLY)) {
        command.add(EXPOSURE + "*");
      }
      Stream.of(options).filter(it -> it.startsWith("--")).forEach(command::add);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      Service service = new Service(process, port, log);
      service.awaitStart();
      return service;
    }

    private void awaitStart() throws Exception {
      long deadline = System.nanoTime() + START.toNanos();
      while (true) {
        try {
          if (status("/ping") == 200) {
            return;
          }
        } catch (Exception notYet) {
          // it starts
        }
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new AssertionError("did not start: " + log);
        }
        Thread.sleep(100);
      }
    }

    void observeAt(int management) {
      observed = management;
    }

    CompletableFuture<HttpResponse<String>> send(int port, String path) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(20)).build();
      return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    int status(String path) throws Exception {
      return send(port, path).get().statusCode();
    }

    void get(String path) throws Exception {
      expect(status(path) == 200, path);
    }

    String report() throws Exception {
      return send(observed, "/actuator/eventloops").get().body();
    }

    String log() throws IOException {
      return Files.readString(log);
    }

    List<Block> blocks() throws Exception {
      String report = report();
      String blocks = report.substring(report.indexOf("\"blocks\":"));
      return Stream.of(blocks.split("\\{\"id\":")).skip(1).map(Block::of).toList();
    }

    /** A request blocks a loop, and the monitor says so; again, if the machine was busy. */
    void finds(String path, String group, String cause, String culprit, String route) throws Exception {
      Predicate<Block> right =
          it ->
              it.group.equals(group)
                  && it.millis > 100
                  && (cause == null || it.cause.equals(cause))
                  && it.culprit.equals(culprit)
                  && (route == null || it.route.equals(route));
      for (int i = 0; i < TRIES; i++) {
        get(path);
        Thread.sleep(100);
        if (blocks().stream().anyMatch(right)) {
          return;
        }
      }
      throw new AssertionError("%s is not found as %s, %s, %s, %s: %s".formatted(path, group, cause, culprit, route, blocks()));
    }

    /** Requests per second of 16 connections. */
    double load(Duration duration) throws Exception {
      Semaphore free = new Semaphore(16);
      AtomicLong answered = new AtomicLong();
      long start = System.nanoTime();
      while (System.nanoTime() - start < duration.toNanos()) {
        free.acquire();
        send(port, "/ping")
            .whenComplete(
                (answer, failure) -> {
                  answered.incrementAndGet();
                  free.release();
                });
      }
      free.acquire(16);
      return answered.get() / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }
  }
}
