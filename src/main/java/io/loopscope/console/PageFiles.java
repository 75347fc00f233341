package io.loopscope.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.DigestUtils;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The files of the page, read and compressed once, when the console starts, because they are served
 * on a loop, which must not wait for a disk. Browsers cache them and revalidate them by ETag.
 */
final class PageFiles {
  private static final String FOLDER = "/console/";

  private final Map<String, Content> files;

  private PageFiles(Map<String, Content> files) {
    this.files = Map.copyOf(files);
  }

  static PageFiles read() throws IOException {
    Map<String, Content> files = new HashMap<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:console/**/*.*")) {
      String url = file.getURL().toString();
      files.putIfAbsent(url.substring(url.lastIndexOf(FOLDER) + FOLDER.length()), Content.of(file));
    }
    return new PageFiles(files);
  }

  /** The file of that name; 304 if the caller has it already, 404 if there is none. */
  Mono<ServerResponse> serve(String name, ServerRequest request) {
    Content file = files.get(name);
    return file == null
        ? ServerResponse.notFound().build()
        : request
            .checkNotModified(file.etag)
            .switchIfEmpty(file.answer(request, headers -> headers.setETag(file.etag)));
  }

  /**
   * The page itself, never as 304: browsers would apply the policy of that answer to the page they
   * have cached.
   */
  Mono<ServerResponse> page(ServerRequest request, String policy) {
    return Objects.requireNonNull(files.get("index.html"))
        .answer(request, headers -> headers.set(SecurityHeaders.POLICY, policy));
  }

  private record Content(MediaType type, byte[] plain, byte[] gzip, String etag) {
    private static Content of(Resource file) throws IOException {
      byte[] plain = file.getContentAsByteArray();
      ByteArrayOutputStream small = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
        gzip.write(plain);
      }
      return new Content(
          type(file), plain, small.toByteArray(), '"' + DigestUtils.md5DigestAsHex(plain) + '"');
    }

    private static MediaType type(Resource file) {
      MediaType type =
          MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM);
      return new MediaType(type, StandardCharsets.UTF_8);
    }

    private Mono<ServerResponse> answer(ServerRequest request, Consumer<HttpHeaders> headers) {
      ServerResponse.BodyBuilder answer =
          ServerResponse.ok()
              .contentType(type)
              .cacheControl(CacheControl.noCache())
              .varyBy(HttpHeaders.ACCEPT_ENCODING)
              .headers(headers);
      return accepts(request.headers().header(HttpHeaders.ACCEPT_ENCODING))
          ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").bodyValue(gzip)
          : answer.bodyValue(plain);
    }

    private static boolean accepts(List<String> encodings) {
      return encodings.stream().anyMatch(some -> some.contains("gzip"));
    }
  }
}
