package io.loopscope.stream;

import io.loopscope.http.Problem;
import java.nio.file.Path;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/**
 * What a request gets of a file of {@code size} bytes: all of it, or one range.
 *
 * <p>The kernel copies from the page cache to the socket; the bytes never pass through this
 * process. A part that is not in the page cache is read from disk on the event loop.
 *
 * @param size length of the whole
 * @param position where the part begins
 * @param count length of the part
 * @param partial whether a range was asked for
 */
record Download(long size, long position, long count, boolean partial) {
  /**
   * Reads the {@code Range} header. As the standard allows, several ranges in one request are
   * answered with the whole, and so is a range of a certain version, as files have none.
   *
   * @throws Problem 416 if the range is malformed or begins behind the end
   */
  static Download of(long size, ServerHttpRequest request) {
    Download whole = new Download(size, 0, size, false);
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
    return ((ZeroCopyHttpOutputMessage) response).writeWith(file, position, count);
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

  private static Download part(long size, HttpRange range) {
    long start = range.getRangeStart(size);
    if (start >= size) {
      throw notThere(size);
    }
    return new Download(size, start, range.getRangeEnd(size) - start + 1, true);
  }

  private static List<HttpRange> parse(String range, long size) {
    try {
      return HttpRange.parseRanges(range);
    } catch (IllegalArgumentException malformed) {
      throw notThere(size);
    }
  }

  private static Problem notThere(long size) {
    return Problem.of(
            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            "a range must lie within 0 and " + (size - 1) + ", as in bytes=0-99")
        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
  }
}
