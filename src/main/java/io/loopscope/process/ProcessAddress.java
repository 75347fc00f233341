package io.loopscope.process;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Where another process is reached.
 *
 * @param url without a slash at the end
 * @param token token that every request to it must carry; null if it requires none
 */
public record ProcessAddress(URI url, @Nullable String token) {
  /** Adds the token to the headers of a request. */
  public void authorize(HttpHeaders headers) {
    if (token != null) {
      headers.setBearerAuth(token);
    }
  }

  /** Without the token, so that it does not end up in a log. */
  @Override
  public String toString() {
    return url.toString();
  }
}
