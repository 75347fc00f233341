package io.loopscope.http;

import io.loopscope.failure.InvalidRequest;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a caller reached this process, for links and commands that lead back to it.
 *
 * @param host a name or an address, the latter in brackets if it has colons
 * @param port with its colon; empty for the scheme's own
 */
public record RequestOrigin(String scheme, String host, String port) {
  private static final Pattern AUTHORITY =
      Pattern.compile("([\\w.-]+|\\[[\\p{XDigit}:.]+])(:\\d{1,5})?");

  /**
   * Reads the request's own idea of its address, which comes from the {@code Host} header.
   *
   * @throws InvalidRequest if that is no host; it ends up in commands that people run
   */
  public static RequestOrigin of(ServerHttpRequest request) {
    URI uri = request.getURI();
    Matcher authority = AUTHORITY.matcher(Objects.toString(uri.getRawAuthority(), ""));
    if (!authority.matches()) {
      throw new InvalidRequest("the Host header must be like localhost:8080");
    }
    return new RequestOrigin(
        uri.getScheme(), authority.group(1), Objects.toString(authority.group(2), ""));
  }

  /** The same host on another port. */
  public RequestOrigin withPort(int other) {
    return new RequestOrigin(scheme, host, ":" + other);
  }

  @Override
  public String toString() {
    return scheme + "://" + host + port;
  }
}
