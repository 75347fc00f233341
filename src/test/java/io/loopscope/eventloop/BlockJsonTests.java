package io.loopscope.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A block as answers carry it. */
class BlockJsonTests {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void hasTheMembersOfTheContract() {
    BlockDiagnosis diagnosis =
        new BlockDiagnosis(
            Cause.WAIT,
            BlockReason.LOCK,
            new BlockTime(12.5, 1, 2, 3, 770, 20, 4),
            Confidence.HIGH,
            "Cache.get",
            new LockHolder("lettuce-epoll-1", "Cache.refresh", "sleeps"),
            "Do less under the lock.",
            List.of(),
            List.of("770 ms, 3 of 3 samples, BLOCKED:", "  at com.acme.Cache.get(Cache.java:7)"));

    assertThat(json(BlockFixtures.block(7, BlockFixtures.START, 812.0, false, diagnosis)))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "id": 7,
                  "group": "http",
                  "loop": 0,
                  "start": "2026-01-01T03:00:00.250Z",
                  "durationMs": 812.0,
                  "ongoing": false,
                  "cause": "wait",
                  "reason": "lock",
                  "confidence": "high",
                  "cpuShare": 0.015,
                  "time": {
                    "cpuMs": 12.5,
                    "runnableMs": 1.0,
                    "throttledMs": 2.0,
                    "stolenMs": 3.0,
                    "sleepingMs": 770.0,
                    "ioMs": 20.0,
                    "stoppedMs": 4.0
                  },
                  "culprit": "Cache.get",
                  "holder": {
                    "thread": "lettuce-epoll-1", "frame": "Cache.refresh", "doing": "sleeps"
                  },
                  "route": "GET /api/cpu/{workload}",
                  "connections": 37,
                  "tasks": 3,
                  "sentence": "loop http-0 blocked 812 ms by GET /api/cpu/{workload}, waiting, \
                2 % on CPU, in Cache.get, held by lettuce-epoll-1, which sleeps in Cache.refresh; \
                37 connections waited.",
                  "advice": "Do less under the lock.",
                  "stack": [
                    "770 ms, 3 of 3 samples, BLOCKED:", "  at com.acme.Cache.get(Cache.java:7)"
                  ]
                }
                """));
  }

  @Test
  void saysNullOfWhatIsNotKnown() {
    JsonNode json = json(BlockFixtures.bare(3, "gone", 9));

    for (String member : List.of("cpuShare", "time", "culprit", "holder", "route", "advice")) {
      assertThat(json.has(member)).as(member).isTrue();
      assertThat(json.get(member).isNull()).as(member).isTrue();
    }
    assertThat(json.get("cause").asString()).isEqualTo("unknown");
    assertThat(json.get("reason").asString()).isEqualTo("unknown");
    assertThat(json.get("confidence").asString()).isEqualTo("low");
  }

  @ParameterizedTest
  @CsvSource({
    "PAGE_FAULT, page-fault",
    "CLASS_INIT, class-init",
    "ALLOCATION_STALL, allocation-stall",
    "RUN_QUEUE, run-queue",
    "GC, gc"
  })
  void writesReasonsInLowerCaseWithHyphens(BlockReason reason, String id) {
    assertThat(JSON.writeValueAsString(reason)).isEqualTo("\"" + id + "\"");
  }

  @Test
  void growsTheLargestPartOfABlockThatLasts() {
    Block block =
        BlockFixtures.block(
            1,
            BlockFixtures.START,
            100,
            true,
            BlockFixtures.diagnosis("Cache.get", Cause.WAIT, new BlockTime(30, 0, 0, 0, 70, 0, 0)));

    assertThat(block.lasting(400).diagnosis().time())
        .isEqualTo(new BlockTime(30, 0, 0, 0, 370, 0, 0));
    assertThat(block.lasting(400).durationMs()).isEqualTo(400);
    assertThat(block.lasting(50).durationMs()).isEqualTo(100);
  }

  private static JsonNode json(Block block) {
    return JSON.readTree(JSON.writeValueAsString(block));
  }
}
