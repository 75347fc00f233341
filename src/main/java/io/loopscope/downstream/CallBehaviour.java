package io.loopscope.downstream;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.ApiEnum;
import io.loopscope.http.DelayDistribution;
import io.loopscope.http.RequestLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;

/**
 * The behaviour that a caller requests for its call.
 *
 * @param delay how long the answer takes
 * @param status the status of the answer
 * @param fault what else goes wrong
 * @param bytes length of a body that drips
 * @param interval time between two of its bytes
 */
record CallBehaviour(
    DelayDistribution delay, int status, InjectedFault fault, int bytes, Duration interval) {
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("delay", "status", "fault", "bytes", "interval"));
  private static final int MAX_BYTES = 1_000;

  /**
   * Reads the query of {@code GET /call}.
   *
   * @throws InvalidRequest if a parameter is unknown or out of range
   */
  static CallBehaviour of(MultiValueMap<String, String> query, RequestLimits limits) {
    rejectUnknown(query);
    CallBehaviour behaviour =
        new CallBehaviour(
            limits.delay(
                read(query, "delay", "200ms", DelayDistribution.SYNTAX, DelayDistribution::parse)),
            status(number(query, "status", "200")),
            read(
                query, "fault", "none", ApiEnum.allowed(InjectedFault.class), CallBehaviour::fault),
            RequestLimits.within("bytes", number(query, "bytes", "10"), 1, MAX_BYTES),
            interval(read(query, "interval", "100ms", "1ms..10s", DelayDistribution::parse)));
    behaviour.rejectLongDrip(limits.delay());
    return behaviour;
  }

  boolean fails() {
    return status >= 400 || fault == InjectedFault.RESET;
  }

  private void rejectLongDrip(Duration longest) {
    if (fault == InjectedFault.DRIP && interval.multipliedBy(bytes).compareTo(longest) > 0) {
      throw InvalidRequest.parameter(
          "bytes", bytes, "bytes times interval at most " + DelayDistribution.fixed(longest));
    }
  }

  private static void rejectUnknown(MultiValueMap<String, String> query) {
    query.forEach(
        (name, values) -> {
          if (!NAMES.contains(name)) {
            throw InvalidRequest.parameter(
                name, String.join(",", values), "parameters " + String.join(", ", NAMES));
          }
        });
  }

  private static int status(int status) {
    if (status != 200 && (status < 400 || status > 599)) {
      throw InvalidRequest.parameter("status", status, "200, 400..599");
    }
    return status;
  }

  private static Duration interval(DelayDistribution interval) {
    Duration longest = interval.longest();
    if (longest.toMillis() < 1 || longest.toSeconds() > 10) {
      throw InvalidRequest.parameter("interval", interval, "1ms..10s");
    }
    return longest;
  }

  private static InjectedFault fault(String id) {
    return ApiEnum.find(InjectedFault.class, id).orElseThrow(IllegalArgumentException::new);
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
      throw InvalidRequest.parameter(name, text, allowed);
    }
  }
}
