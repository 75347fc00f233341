package io.loopscope.downstream;

import io.loopscope.http.Choice;
import io.loopscope.http.Delay;
import io.loopscope.http.Limits;
import io.loopscope.http.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;

/**
 * What a caller wants to happen to its call.
 *
 * @param delay how long the answer takes
 * @param status the status of the answer
 * @param fault what else goes wrong
 * @param bytes length of a body that drips
 * @param interval time between two of its bytes
 */
record Behaviour(Delay delay, int status, Fault fault, int bytes, Duration interval) {
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("delay", "status", "fault", "bytes", "interval"));
  private static final int MAX_BYTES = 1_000;

  /**
   * Reads the query of {@code GET /call}.
   *
   * @throws Problem 400 if a parameter is unknown or out of range
   */
  static Behaviour of(MultiValueMap<String, String> query, Limits limits) {
    refuseUnknown(query);
    Behaviour behaviour =
        new Behaviour(
            limits.delay(read(query, "delay", "200ms", Delay.SYNTAX, Delay::parse)),
            status(number(query, "status", "200")),
            read(query, "fault", "none", Choice.allowed(Fault.class), Behaviour::fault),
            Limits.within("bytes", number(query, "bytes", "10"), 1, MAX_BYTES),
            interval(read(query, "interval", "100ms", "1ms..10s", Delay::parse)));
    behaviour.refuseEndlessDrip(limits.delay());
    return behaviour;
  }

  boolean fails() {
    return status >= 400 || fault == Fault.RESET;
  }

  private void refuseEndlessDrip(Duration longest) {
    if (fault == Fault.DRIP && interval.multipliedBy(bytes).compareTo(longest) > 0) {
      throw Problem.badParameter(
          "bytes", bytes, "bytes times interval at most " + Delay.fixed(longest));
    }
  }

  private static void refuseUnknown(MultiValueMap<String, String> query) {
    query.forEach(
        (name, values) -> {
          if (!NAMES.contains(name)) {
            throw Problem.badParameter(
                name, String.join(",", values), "parameters " + String.join(", ", NAMES));
          }
        });
  }

  private static int status(int status) {
    if (status != 200 && (status < 400 || status > 599)) {
      throw Problem.badParameter("status", status, "200, 400..599");
    }
    return status;
  }

  private static Duration interval(Delay interval) {
    Duration longest = interval.longest();
    if (longest.toMillis() < 1 || longest.toSeconds() > 10) {
      throw Problem.badParameter("interval", interval, "1ms..10s");
    }
    return longest;
  }

  private static Fault fault(String id) {
    return Arrays.stream(Fault.values())
        .filter(fault -> fault.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + id));
  }

  private static int number(MultiValueMap<String, String> query, String name, String otherwise) {
    return read(query, name, otherwise, "a whole number", Integer::parseInt);
  }

  private static <T> T read(
      MultiValueMap<String, String> query,
      String name,
      String otherwise,
      String allowed,
      Function<String, T> parse) {
    String text = Optional.ofNullable(query.getFirst(name)).orElse(otherwise);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException mistyped) {
      throw Problem.badParameter(name, text, allowed);
    }
  }
}
