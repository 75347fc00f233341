package io.loopscope.stream;

import static org.springframework.http.MediaType.APPLICATION_OCTET_STREAM_VALUE;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.ApiExample;
import io.loopscope.http.RequestLimits;
import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.SteppedWork;
import io.loopscope.role.ConditionalOnService;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Serves generated files of any size, copied by the kernel without occupying a thread. */
@RestController
@ConditionalOnService
final class FileController {
  private static final Pattern SIZE = Pattern.compile("\\d{1,9}(B|KB|MB|GB)?");

  private final SampleFile sample;
  private final Placements placements;
  private final OpenStreams streams;
  private final RequestLimits limits;

  FileController(
      SampleFile sample, Placements placements, OpenStreams streams, RequestLimits limits) {
    this.sample = sample;
    this.placements = placements;
    this.streams = streams;
    this.limits = limits;
  }

  @ApiExample(
      shows = "a download that the kernel copies, without a thread",
      curl =
          "curl -so /dev/null -w '%{http_code} %{size_download} bytes in %{time_total} s\\n'"
              + " {service}/api/files/10MB")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  @GetMapping(path = "/api/files/{size}", produces = APPLICATION_OCTET_STREAM_VALUE)
  Mono<Void> file(@PathVariable String size, ServerWebExchange exchange) {
    FileDownload download = FileDownload.of(bytes(size), exchange.getRequest());
    return exchange.getRequest().getMethod() == HttpMethod.HEAD
        ? download.head(exchange.getResponse())
        : streams
            .counted(
                OpenStreams.Kind.FILE,
                fileOf(download.size())
                    .flatMap(file -> download.send(file, exchange.getResponse())))
            .then();
  }

  private long bytes(String size) {
    long bytes = SIZE.matcher(size).matches() ? DataSize.parse(size).toBytes() : 0;
    if (bytes < 1 || bytes > limits.fileSize().toBytes()) {
      throw InvalidRequest.parameter("size", size, "1B to " + largest() + ", as in 64KB, 10MB");
    }
    return bytes;
  }

  private String largest() {
    DataSize max = limits.fileSize();
    return max.equals(DataSize.ofMegabytes(max.toMegabytes()))
        ? max.toMegabytes() + "MB"
        : max.toString();
  }

  private Mono<Path> fileOf(long bytes) {
    Path file = sample.holding(bytes);
    return file != null
        ? Mono.just(file)
        : placements
            .run(Placement.BOUNDED_ELASTIC, "file", () -> growth(bytes))
            .map(PlacedResult::value);
  }

  private SteppedWork<Path> growth(long bytes) {
    return new SteppedWork<>() {
      @Override
      public boolean step() throws Exception {
        return sample.grow(bytes);
      }

      @Override
      public Path result() {
        return Objects.requireNonNull(sample.holding(bytes));
      }
    };
  }
}
