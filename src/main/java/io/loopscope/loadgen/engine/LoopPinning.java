package io.loopscope.loadgen.engine;

import io.loopscope.loadgen.PinningFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Finds connections to each of a server's loops: opens one after the other and reads its loop from
 * the answer to {@code /api/ping}, until there are enough for each loop.
 */
final class LoopPinning {
  private static final Pattern LOOP = Pattern.compile("\"loop\"\\s*:\\s*(\\d{1,4})\\b");
  private static final int TRIES_PER_CONNECTION = 4;
  private static final int MORE_TRIES = 16;

  private final LoadClient client;
  private final String ping;
  private final int each;
  private final List<List<KeptConnection>> byLoop = new ArrayList<>();
  private int tries;

  /** Looks for {@code each} connections to each of the target's {@code loops}. */
  LoopPinning(LoadClient client, String target, int loops, int each) {
    this.client = client;
    this.ping = target + "/api/ping";
    this.each = each;
    for (int loop = 0; loop < loops; loop++) {
      byLoop.add(new ArrayList<>());
    }
    this.tries = TRIES_PER_CONNECTION * loops * each + MORE_TRIES;
  }

  /** The connections by loop; none stays open if it fails or is cancelled. */
  Mono<List<List<KeptConnection>>> connections() {
    return Mono.usingWhen(
        Mono.just(this),
        it -> Mono.defer(it::next).repeat(it::needsMore).then(Mono.fromSupplier(it::complete)),
        it -> Mono.empty(),
        (it, failure) -> it.closeAll(),
        LoopPinning::closeAll);
  }

  private Mono<Void> next() {
    tries--;
    KeptConnection connection = new KeptConnection(client);
    return Mono.usingWhen(
            Mono.just(connection),
            this::loopOf,
            it -> Mono.empty(),
            (it, failure) -> it.close(),
            KeptConnection::close)
        .flatMap(loop -> keepOrClose(connection, loop));
  }

  private Mono<Integer> loopOf(KeptConnection connection) {
    return connection
        .client()
        .get()
        .uri(ping)
        .responseSingle((answer, body) -> body.asString())
        .defaultIfEmpty("")
        .map(LoopPinning::loop);
  }

  private Mono<Void> keepOrClose(KeptConnection connection, int loop) {
    if (loop < byLoop.size() && byLoop.get(loop).size() < each) {
      byLoop.get(loop).add(connection);
      return Mono.empty();
    }
    return connection.close();
  }

  private boolean needsMore() {
    return tries > 0 && byLoop.stream().anyMatch(it -> it.size() < each);
  }

  private List<List<KeptConnection>> complete() {
    if (byLoop.stream().anyMatch(it -> it.size() < each)) {
      throw new PinningFailed("the target gave connections to too few loops: " + sizes());
    }
    return byLoop;
  }

  private Mono<Void> closeAll() {
    return Mono.whenDelayError(
        byLoop.stream().flatMap(List::stream).map(KeptConnection::close).toList());
  }

  private List<Integer> sizes() {
    return byLoop.stream().map(List::size).toList();
  }

  /** The index in {@code {"pong":true,"thread":"…","loop":3}}. */
  static int loop(String pong) {
    Matcher matcher = LOOP.matcher(pong);
    if (!matcher.find()) {
      throw new PinningFailed("/api/ping of the target does not tell its loop");
    }
    return Integer.parseInt(matcher.group(1));
  }
}
