package io.loopscope.experiment.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.server.NotAcceptableStatusException;

/** The formats of a report; the first one answers requests that accept any type. */
public enum ReportFormat {
  MARKDOWN(MediaType.parseMediaType("text/markdown;charset=UTF-8"), "md", MarkdownReport::of),
  CSV(MediaType.parseMediaType("text/csv;charset=UTF-8"), "csv", CsvReport::of),
  JSON(MediaType.APPLICATION_JSON, "json", report -> report),
  TEXT(MediaType.parseMediaType("text/plain;charset=UTF-8"), "txt", TextReport::of);

  private final MediaType type;
  private final String suffix;
  private final Function<ExperimentReport, Object> rendering;

  ReportFormat(MediaType type, String suffix, Function<ExperimentReport, Object> rendering) {
    this.type = type;
    this.suffix = suffix;
    this.rendering = rendering;
  }

  /** The format that the caller prefers. */
  public static ReportFormat of(List<MediaType> accepted) {
    List<MediaType> wanted = accepted.isEmpty() ? List.of(MediaType.ALL) : accepted;
    return wanted.stream()
        .sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
        .flatMap(
            media ->
                Arrays.stream(values())
                    .filter(format -> media.isCompatibleWith(format.type))
                    .limit(1))
        .findFirst()
        .orElseThrow(
            () ->
                new NotAcceptableStatusException(
                    Arrays.stream(values()).map(ReportFormat::type).toList()));
  }

  public MediaType type() {
    return type;
  }

  /** A browser shows the report, and saves it under the id of the experiment. */
  public String disposition(String id) {
    return "inline; filename=\"" + id + "." + suffix + "\"";
  }

  public Object render(ExperimentReport report) {
    return rendering.apply(report);
  }
}
