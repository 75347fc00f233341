package io.loopscope.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.loopscope.loadgen.engine.ArrivalSchedule;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LoadPlanTests {
  private static final Duration SPAN = Duration.ofSeconds(7);
  private static final LoadPlan LOAD =
      new LoadPlan(
          "http://localhost:8080",
          Duration.ofMillis(1_500),
          Duration.ofSeconds(10),
          new LoadPlan.Stream("work", "/api/cpu/primes?units=20", new LoadModel.Open(200)),
          new LoadPlan.Stream(
                  "users",
                  "/api/ping",
                  new LoadModel.Closed(20, Duration.ofMillis(10), Duration.ofMillis(50)))
              .over(new ConnectionPolicy.Pool(20)),
          new LoadPlan.Stream("pinned", "/api/ping", new LoadModel.Open(50))
              .over(new ConnectionPolicy.Pinned(4, 8)),
          new LoadPlan.Stream("held", "/api/stream/ticks", new LoadModel.Held(1_000, 500)));

  @ParameterizedTest
  @CsvSource({
    "1, 200, false",
    "2, 200, false",
    "3, 200, true",
    "3, 0.7, false",
    "7, 333.3, true",
    "16, 5, false"
  })
  void theSharesOfARateAreTheWholeRateWithoutGapOrOverlap(int n, double perSecond, boolean jitter) {
    List<Long> whole =
        arrivals(new ArrivalSchedule(perSecond, jitter, LoadShare.WHOLE)).boxed().toList();

    List<Long> together =
        IntStream.range(0, n)
            .mapToObj(i -> new ArrivalSchedule(perSecond, jitter, LOAD.share(i, n).share()))
            .flatMapToLong(LoadPlanTests::arrivals)
            .sorted()
            .boxed()
            .toList();

    assertThat(together).isEqualTo(whole);
  }

  @Test
  void sharesArriveInTurn() {
    LoadPlan second = LOAD.share(1, 3);

    assertThat(arrivals(new ArrivalSchedule(30, second.share())).limit(3))
        .containsExactly(33_333_333L, 133_333_333L, 233_333_333L);
  }

  @Test
  void jitterSpreadsArrivalsOverTheirIntervals() {
    ArrivalSchedule arrivals = new ArrivalSchedule(100, true, LoadShare.WHOLE);

    List<Long> phases = arrivals(arrivals).mapToObj(nanos -> nanos % 10_000_000).toList();

    assertThat(arrivals(arrivals).boxed().toList()).isSorted();
    assertThat(phases).hasSize(700);
    for (int tenth = 0; tenth < 10; tenth++) {
      long from = tenth * 1_000_000L;
      assertThat(phases.stream().filter(it -> it >= from && it < from + 1_000_000).count())
          .isBetween(40L, 100L);
    }
  }

  @Test
  void aShareCanBeSharedAgain() {
    LoadPlan part = LOAD.share(1, 2).share(2, 3);

    assertThat(part.share()).isEqualTo(new LoadShare(5, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20, 21})
  void theSharesOfUsersAreAllUsers(int n) {
    assertThat(IntStream.range(0, n).map(i -> new LoadShare(i, n).portion(20)).sum()).isEqualTo(20);
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> LOAD.share(3, 3));
  }

  @Test
  void plansWithoutAddingUpRounding() {
    assertThat(new ArrivalSchedule(3, LoadShare.WHOLE).nanos(3_000_000))
        .isEqualTo(1_000_000_000_000_000L);
  }

  @Test
  void readsWhatItWrites() {
    JsonMapper json = new JsonMapper();

    String text = json.writeValueAsString(LOAD.share(1, 2));

    assertThat(json.readValue(text, LoadPlan.class)).isEqualTo(LOAD.share(1, 2));
    assertThat(text)
        .contains("\"warmUp\":\"1500ms\"", "\"duration\":\"10s\"")
        .contains("\"model\":{\"open\":{\"perSecond\":200.0,\"jitter\":false}}")
        .contains("\"connections\":{\"fresh\":{}}")
        .contains("\"share\":{\"index\":1,\"of\":2}");
  }

  @Test
  void needsLittle() {
    LoadPlan load =
        new JsonMapper()
            .readValue(
                """
                {"target":"http://localhost:8080","duration":"5s","streams":[
                  {"name":"ping","path":"/api/ping","model":{"closed":{"users":2}}}]}
                """,
                LoadPlan.class);

    assertThat(load)
        .isEqualTo(
            new LoadPlan(
                "http://localhost:8080",
                Duration.ZERO,
                Duration.ofSeconds(5),
                new LoadPlan.Stream(
                    "ping", "/api/ping", new LoadModel.Closed(2, Duration.ZERO, null))));
  }

  private static LongStream arrivals(ArrivalSchedule arrivals) {
    return LongStream.iterate(0, k -> k + 1)
        .map(arrivals::nanos)
        .takeWhile(nanos -> nanos < SPAN.toNanos());
  }
}
