package io.loopscope.loadgen.web;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.RequestLimits;
import io.loopscope.loadgen.ConnectionPolicy;
import io.loopscope.loadgen.DurationAsText;
import io.loopscope.loadgen.LoadModel;
import io.loopscope.loadgen.LoadPlan;
import io.loopscope.loadgen.LoadgenSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rejects a load whose target is not configured, or that exceeds a limit. */
final class LoadValidator {
  private static final Pattern NAME = Pattern.compile("[\\w.-]{1,40}");
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration AHEAD = Duration.ofMinutes(1);
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LEASE = Duration.ofMinutes(30);
  private static final int MOST_LOOPS = 1_000;

  private final LoadgenSettings settings;
  private final InstantSource clock;

  LoadValidator(LoadgenSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Checks a load and returns it with its target as configured; a load without a target goes to the
   * only one that is configured.
   *
   * @throws InvalidRequest that names the member
   */
  LoadPlan validate(LoadPlan load) {
    RequestLimits.within("streams", load.streams().size(), 1, settings.streams());
    Set<String> names = new HashSet<>();
    for (LoadPlan.Stream stream : load.streams()) {
      require(
          NAME.matcher(stream.name()).matches(), "name", stream.name(), "1 to 40 of A-Za-z0-9_.-");
      require(names.add(stream.name()), "name", stream.name(), "a name of its own per stream");
      check(stream);
    }
    checkTimes(load);
    return load.to(target(load.target()));
  }

  /** Checks a lease and returns it. */
  static Duration lease(Duration lease) {
    within("lease", lease, SHORTEST_LEASE, LONGEST_LEASE);
    return lease;
  }

  private String target(String asked) {
    if (asked.isEmpty() && settings.targets().size() == 1) {
      return settings.targets().getFirst().toString();
    }
    return settings.targets().stream()
        .map(URI::toString)
        .filter(it -> it.equals(asked) || (it + "/").equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidRequest.parameter(
                    "target", asked, "the configured targets " + settings.targets()));
  }

  private void checkTimes(LoadPlan load) {
    within("duration", load.duration(), SHORTEST, settings.longest());
    within("warmUp", load.warmUp(), Duration.ZERO, settings.longest());
    within("duration", load.length(), SHORTEST, settings.longest());
    Instant startAt = load.startAt();
    if (startAt != null) {
      Instant now = clock.instant();
      require(
          startAt.isAfter(now) && startAt.isBefore(now.plus(AHEAD)),
          "startAt",
          startAt,
          "an instant in the next "
              + DurationAsText.Write.text(AHEAD)
              + "; it is "
              + now
              + " here");
    }
  }

  private void check(LoadPlan.Stream stream) {
    require(METHODS.contains(stream.method()), "method", stream.method(), METHODS);
    require(isPath(stream.path()), "path", stream.path(), "a path and query, from the slash on");
    within("timeout", stream.timeout(), Duration.ofMillis(1), settings.timeout());
    RequestLimits.within("status", stream.status(), 100, 599);
    RequestLimits.within("inFlight", stream.inFlight(), 1, settings.connections());
    check(stream.model());
    check(stream.connections());
    require(
        !(stream.model() instanceof LoadModel.Held)
            || stream.connections() instanceof ConnectionPolicy.Fresh,
        "connections",
        stream.connections(),
        "fresh, for connections that are held");
  }

  private void check(@Nullable LoadModel model) {
    switch (model) {
      case LoadModel.Open open -> rate(open.perSecond());
      case LoadModel.Closed closed -> {
        RequestLimits.within("users", closed.users(), 1, settings.connections());
        within("think", closed.think(), Duration.ZERO, settings.longest());
        if (closed.expectedInterval() != null) {
          Duration least = Duration.ofMillis(1);
          within("expectedInterval", closed.expectedInterval(), least, settings.longest());
        }
      }
      case LoadModel.Held held -> {
        RequestLimits.within("connections", held.connections(), 1, settings.connections());
        rate(held.perSecond());
      }
      case null -> throw InvalidRequest.parameter("model", "nothing", "open, closed, held");
    }
  }

  private void check(ConnectionPolicy connections) {
    switch (connections) {
      case ConnectionPolicy.Fresh fresh -> {}
      case ConnectionPolicy.Pool pool ->
          RequestLimits.within("size", pool.size(), 1, settings.connections());
      case ConnectionPolicy.Pinned pinned -> {
        RequestLimits.within("loops", pinned.loops(), 1, MOST_LOOPS);
        RequestLimits.within("each", pinned.each(), 1, settings.connections() / pinned.loops());
      }
    }
  }

  private void rate(double perSecond) {
    require(
        perSecond > 0 && perSecond <= settings.perSecond(),
        "perSecond",
        perSecond,
        "more than 0, at most " + settings.perSecond());
  }

  private static boolean isPath(String path) {
    try {
      URI uri = new URI("http://target" + path);
      return path.startsWith("/") && uri.getRawFragment() == null && "target".equals(uri.getHost());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void within(String member, Duration value, Duration least, Duration most) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        member,
        DurationAsText.Write.text(value),
        DurationAsText.Write.text(least) + ".." + DurationAsText.Write.text(most));
  }

  private static void require(boolean allowed, String member, Object value, Object rule) {
    if (!allowed) {
      throw InvalidRequest.parameter(member, value, rule.toString());
    }
  }
}
