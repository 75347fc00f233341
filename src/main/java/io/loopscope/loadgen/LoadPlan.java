package io.loopscope.loadgen;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The load of one run: streams of requests that start at the same instant.
 *
 * @param target base URL of the service; a generator accepts only those it is configured with
 * @param streams at least one, each with a name of its own
 * @param warmUp time of sending before the measured time
 * @param duration the measured time
 * @param steady whether latency must settle in the warm-up; false for an intended overload, which
 *     would never pass that check
 * @param startAt the first planned send; null for at once
 * @param share the part that this generator sends; rates and users are those of the whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadPlan(
    String target,
    List<Stream> streams,
    @DurationAsText Duration warmUp,
    @DurationAsText Duration duration,
    boolean steady,
    @Nullable Instant startAt,
    LoadShare share) {

  public LoadPlan {
    streams = List.copyOf(streams);
  }

  /** A steady load that starts at once. */
  public LoadPlan(String target, Duration warmUp, Duration duration, Stream... streams) {
    this(target, List.of(streams), warmUp, duration, true, null, LoadShare.WHOLE);
  }

  @JsonCreator
  static LoadPlan of(
      @Nullable String target,
      @Nullable List<Stream> streams,
      @DurationAsText @Nullable Duration warmUp,
      @DurationAsText @Nullable Duration duration,
      @Nullable Boolean steady,
      @Nullable Instant startAt,
      @Nullable LoadShare share) {
    return new LoadPlan(
        Objects.requireNonNullElse(target, ""),
        Objects.requireNonNullElse(streams, List.of()),
        Objects.requireNonNullElse(warmUp, Duration.ZERO),
        Objects.requireNonNullElse(duration, Duration.ZERO),
        Objects.requireNonNullElse(steady, true),
        startAt,
        Objects.requireNonNullElse(share, LoadShare.WHOLE));
  }

  /**
   * The part of this load that generator {@code i} of {@code n} sends. The arrivals of the parts
   * are staggered: in turn, at the times that the whole plans.
   */
  public LoadPlan share(int i, int n) {
    return new LoadPlan(target, streams, warmUp, duration, steady, startAt, share.split(i, n));
  }

  /** The load of which this is a share. */
  LoadPlan whole() {
    return new LoadPlan(target, streams, warmUp, duration, steady, startAt, LoadShare.WHOLE);
  }

  /** The same load with its first request due at {@code instant}. */
  public LoadPlan startingAt(Instant instant) {
    return new LoadPlan(target, streams, warmUp, duration, steady, instant, share);
  }

  public LoadPlan to(String other) {
    return new LoadPlan(other, streams, warmUp, duration, steady, startAt, share);
  }

  /** From the first planned send to the last. */
  public Duration length() {
    return warmUp.plus(duration);
  }

  /** The longest that an answer may take after the last planned send. */
  public Duration patience() {
    return streams.stream().map(Stream::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /**
   * Requests of one form, and the rule of their arrivals.
   *
   * @param name its name in the result
   * @param method {@code GET}, {@code HEAD}, {@code POST}, {@code PUT} or {@code DELETE}, without a
   *     body
   * @param path path and query, from the slash on
   * @param timeout longest time to an answer, from the planned send
   * @param status the status that an answer must have; any other counts as failed
   * @param inFlight requests sent and not answered at once; a send beyond that is dropped and
   *     counted
   */
  public record Stream(
      String name,
      String method,
      String path,
      LoadModel model,
      ConnectionPolicy connections,
      @DurationAsText Duration timeout,
      int status,
      int inFlight) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int IN_FLIGHT = 2_000;

    /** GET over fresh connections with every default. */
    public Stream(String name, String path, LoadModel model) {
      this(name, "GET", path, model, new ConnectionPolicy.Fresh(), TIMEOUT, OK, IN_FLIGHT);
    }

    @JsonCreator
    static Stream of(
        @Nullable String name,
        @Nullable String method,
        @Nullable String path,
        LoadModel model,
        @Nullable ConnectionPolicy connections,
        @DurationAsText @Nullable Duration timeout,
        @Nullable Integer status,
        @Nullable Integer inFlight) {
      return new Stream(
          Objects.requireNonNullElse(name, ""),
          Objects.requireNonNullElse(method, "GET"),
          Objects.requireNonNullElse(path, ""),
          model,
          Objects.requireNonNullElseGet(connections, ConnectionPolicy.Fresh::new),
          Objects.requireNonNullElse(timeout, TIMEOUT),
          Objects.requireNonNullElse(status, OK),
          Objects.requireNonNullElse(inFlight, IN_FLIGHT));
    }

    /** The same requests over other connections. */
    public Stream over(ConnectionPolicy others) {
      return new Stream(name, method, path, model, others, timeout, status, inFlight);
    }

    /** The same requests with another timeout. */
    public Stream within(Duration other) {
      return new Stream(name, method, path, model, connections, other, status, inFlight);
    }

    /** The same requests with another bound of those in flight. */
    public Stream atMost(int other) {
      return new Stream(name, method, path, model, connections, timeout, status, other);
    }
  }
}
