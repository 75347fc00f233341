package io.loopscope.eventloop.export;

import io.loopscope.eventloop.EventLoopReport;
import io.loopscope.eventloop.monitor.MonitorControl;
import io.loopscope.eventloop.monitor.MonitorSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * {@code /actuator/eventloops}: every watched loop as it is now, the blocks in progress and the
 * last finished ones, the culprits. JSON, or text for a terminal.
 */
@Endpoint(id = "eventloops")
public final class EventLoopsEndpoint {
  private final EventLoopReport.Source source;
  private final MonitorControl settings;

  public EventLoopsEndpoint(EventLoopReport.Source source, MonitorControl settings) {
    this.source = source;
    this.settings = settings;
  }

  @ReadOperation(producesFrom = EndpointFormat.class)
  WebEndpointResponse<Object> report(EndpointFormat format) {
    EventLoopReport report = source.report();
    return new WebEndpointResponse<>(
        format == EndpointFormat.TEXT ? report.text() : report, format);
  }

  /**
   * Switches judging on or off, or changes the threshold.
   *
   * @param enabled whether blocks are judged; as it is if null
   * @param threshold from what age a turn is a block, 5 ms to 1 min; as it is if null
   */
  @WriteOperation
  EventLoopReport change(@Nullable Boolean enabled, @Nullable Duration threshold) {
    if (threshold != null) {
      settings.threshold(checked(threshold));
    }
    if (enabled != null) {
      settings.enable(enabled);
    }
    return source.report();
  }

  private static Duration checked(Duration threshold) {
    try {
      return MonitorSettings.checkedThreshold(threshold);
    } catch (IllegalArgumentException outOfRange) {
      throw new InvalidEndpointRequestException(
          "threshold is out of range", String.valueOf(outOfRange.getMessage()));
    }
  }
}
