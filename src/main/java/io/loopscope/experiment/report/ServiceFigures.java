package io.loopscope.experiment.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loopscope.eventloop.Cause;
import io.loopscope.latency.LatencyHistogram;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An arm as the service itself saw it. Milliseconds.
 *
 * @param server the bystander's requests as {@code http.server.requests} timed them
 * @param serverWork the work's requests as {@code http.server.requests} timed them
 * @param blocks blocks of the service's loops, by cause
 * @param cpu cores that the service kept busy, on average
 * @param threads most platform threads of the service
 * @param memoryMb most resident memory of the service
 * @param liveHeapMb reachable heap of the service; only for arms that hold connections
 * @param queues queues in which work waited
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceFigures(
    LatencyHistogram server,
    LatencyHistogram serverWork,
    LagSummary lag,
    Map<Cause, Long> blocks,
    double cpu,
    int threads,
    double memoryMb,
    @Nullable Double liveHeapMb,
    List<ObservedQueue> queues) {

  public ServiceFigures {
    Map<Cause, Long> byCause = new EnumMap<>(Cause.class);
    byCause.putAll(blocks);
    blocks = Collections.unmodifiableMap(byCause);
    queues = List.copyOf(queues);
  }

  public long blocks(Cause cause) {
    return blocks.getOrDefault(cause, 0L);
  }
}
