package io.loopscope.accuracy;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.monitor.BlockRecorder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Has the whole application block its loops by requests, and records what the monitor blames. */
final class RouteTrials {
  private static final List<Case> CASES =
      List.of(
          new Case("/api/cpu/primes?units=150&on=event-loop", "Primes."),
          new Case("/api/cpu/hash?units=150&on=event-loop", "KeyDerivation."),
          new Case("/api/cpu/deflate?units=150&on=event-loop", "Deflation."),
          new Case("/api/cpu/matrix?units=150&on=event-loop", "Multiplication"),
          new Case("/api/cpu/mandelbrot?units=150&on=event-loop", "Mandelbrot."),
          new Case("/api/io/blocking?delay=150ms&on=event-loop", "BlockingClient."));

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockRecorder verdicts;
  private final int port;

  RouteTrials(BlockRecorder verdicts, int port) {
    this.verdicts = verdicts;
    this.port = port;
  }

  List<Answer> run(int each) throws IOException, InterruptedException {
    for (Case one : CASES) {
      run(one);
    }
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (Case one : CASES) {
        answers.add(run(one));
      }
    }
    return answers;
  }

  private Answer run(Case one) throws IOException, InterruptedException {
    long last = verdicts.newestFirst().stream().mapToLong(Block::id).findFirst().orElse(0);
    URI uri = URI.create("http://127.0.0.1:" + port + one.uri);
    int status =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
    if (status != 200) {
      throw new IOException(uri + " answered " + status);
    }
    Thread.sleep(50);
    return verdicts.newestFirst().stream()
        .filter(block -> block.id() > last && !block.ongoing() && block.group().equals("http"))
        .max(Comparator.comparingDouble(Block::durationMs))
        .map(block -> Answer.of(one, block))
        .orElse(new Answer(one, "none", false, false, "none"));
  }

  static String table(List<Answer> answers) {
    StringBuilder table =
        new StringBuilder(
            "| request | n | route right | culprit right | causes |\n|---|--:|--:|--:|---|\n");
    for (Case one : CASES) {
      List<Answer> of = answers.stream().filter(answer -> answer.of == one).toList();
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %d | %d | %d | %s |%n",
              one.uri,
              of.size(),
              of.stream().filter(Answer::isRouteRight).count(),
              of.stream().filter(Answer::isCulpritRight).count(),
              of.stream().collect(Collectors.groupingBy(Answer::cause, Collectors.counting()))));
    }
    return table.toString();
  }

  /**
   * @param culprit how the name of the culprit begins
   */
  private record Case(String uri, String culprit) {
    String route() {
      return "GET " + uri.substring(0, uri.indexOf('?'));
    }
  }

  record Answer(Case of, String cause, boolean isRouteRight, boolean isCulpritRight, String said) {
    static Answer of(Case one, Block block) {
      return new Answer(
          one,
          block.cause().id(),
          one.route().equals(block.route()),
          block.culprit() != null && block.culprit().startsWith(one.culprit),
          block.sentence());
    }
  }
}
