package io.loopscope.stream;

import io.loopscope.eventloop.WatchedLoop;
import java.nio.file.Path;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The part of a file of {@code size} bytes that a request gets: all of it, or one range.
 *
 * <p>The kernel copies from the page cache to the socket; the bytes never pass through this
 * process. A single call copies as long as the socket accepts data; a fast client on the same
 * machine takes 256 MB in one call that blocks the loop for half a second. Therefore the file is
 * sent in slices of a megabyte, with a turn of the loop between two of them. Data outside the page
 * cache is read from disk on the loop.
 *
 * @param size length of the whole
 * @param position where the part begins
 * @param count length of the part
 * @param partial whether it is a range
 */
record FileDownload(long size, long position, long count, boolean partial) {
  static final long SLICE_BYTES = 1 << 20;

  /**
   * Reads the {@code Range} header. As the standard allows, several ranges in one request are
   * answered with the whole, and so is a range of a certain version, as files have none.
   *
   * @throws ErrorResponseException 416 if the range is malformed or begins behind the end
   */
  static FileDownload of(long size, ServerHttpRequest request) {
    FileDownload whole = new FileDownload(size, 0, size, false);
    String range = request.getHeaders().getFirst(HttpHeaders.RANGE);
    if (range == null
        || !range.startsWith("bytes=")
        || request.getMethod() != HttpMethod.GET
        || request.getHeaders().containsHeader(HttpHeaders.IF_RANGE)) {
      return whole;
    }
    List<HttpRange> ranges = parse(range, size);
    return ranges.size() == 1 ? part(size, ranges.getFirst()) : whole;
  }

  /** Sends the part of the file. */
  Mono<Void> send(Path file, ServerHttpResponse response) {
    describe(response);
    HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
    return response
        .setComplete() // of status and headers: nothing is sent yet
        .thenMany(Flux.range(0, Math.toIntExact(Math.ceilDiv(count, SLICE_BYTES))))
        .concatMap(slice -> nextTurn().then(Mono.defer(() -> send(slice, file, server))), 0)
        .then();
  }

  private Mono<Void> send(int slice, Path file, HttpServerResponse server) {
    long done = slice * SLICE_BYTES;
    return server.sendFile(file, position + done, Math.min(SLICE_BYTES, count - done)).then();
  }

  private static Mono<Void> nextTurn() {
    return Mono.create(
        sink ->
            WatchedLoop.current()
                .ifPresentOrElse(loop -> loop.executeNextTurn(sink::success), sink::success));
  }

  /** Answers a {@code HEAD}. */
  Mono<Void> head(ServerHttpResponse response) {
    describe(response);
    return response.setComplete();
  }

  private void describe(ServerHttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
    headers.setContentLength(count);
    headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (partial) {
      response.setStatusCode(HttpStatus.PARTIAL_CONTENT);
      headers.set(
          HttpHeaders.CONTENT_RANGE,
          "bytes %d-%d/%d".formatted(position, position + count - 1, size));
    }
  }

  private static FileDownload part(long size, HttpRange range) {
    long start = range.getRangeStart(size);
    if (start >= size) {
      throw notThere(size);
    }
    return new FileDownload(size, start, range.getRangeEnd(size) - start + 1, true);
  }

  private static List<HttpRange> parse(String range, long size) {
    try {
      return HttpRange.parseRanges(range);
    } catch (IllegalArgumentException malformed) {
      throw notThere(size);
    }
  }

  private static ErrorResponseException notThere(long size) {
    HttpStatus status = HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE;
    String detail = "a range must lie within 0 and " + (size - 1) + ", as in bytes=0-99";
    ErrorResponseException problem =
        new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    problem.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
    return problem;
  }
}
