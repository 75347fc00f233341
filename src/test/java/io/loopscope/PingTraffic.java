package io.loopscope;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** A server on given loops, and a client that sends requests at a steady rate, answered or not. */
public final class PingTraffic implements AutoCloseable {
  private static final int MOST_AT_ONCE = 64;

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong answered = new AtomicLong();
  private final LoopResources clientLoops = LoopResources.create("traffic", 1, true);
  private final ConnectionProvider connections = ConnectionProvider.create("traffic", 16);
  private final DisposableServer server;
  private final Thread thread;
  private volatile boolean closed;

  public PingTraffic(LoopResources loops, int perSecond) {
    server = pingServer(loops);
    thread = Thread.ofPlatform().daemon().name("traffic").start(() -> run(perSecond));
  }

  public static DisposableServer pingServer(LoopResources loops) {
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .runOn(loops)
        .handle((request, response) -> response.sendString(Mono.just("pong")))
        .bindNow();
  }

  public long answered() {
    return answered.get();
  }

  @Override
  public void close() {
    closed = true;
    await().until(() -> !thread.isAlive());
    server.disposeNow();
    connections.dispose();
    clientLoops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
  }

  private void run(int perSecond) {
    HttpClient client =
        HttpClient.create(connections).runOn(clientLoops).host("127.0.0.1").port(server.port());
    long next = System.nanoTime();
    while (!closed) {
      if (underWay.get() < MOST_AT_ONCE) {
        ask(client);
      }
      next += 1_000_000_000L / perSecond;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void ask(HttpClient client) {
    underWay.incrementAndGet();
    client
        .get()
        .responseContent()
        .aggregate()
        .doOnSuccess(answer -> answered.incrementAndGet())
        .onErrorComplete()
        .doFinally(signal -> underWay.decrementAndGet())
        .subscribe();
  }
}
