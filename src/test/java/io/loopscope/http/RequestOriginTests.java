package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.failure.InvalidRequest;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class RequestOriginTests {
  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/api?x=1, http://localhost:8080, http://localhost:81",
    "https://loopscope.example/, https://loopscope.example, https://loopscope.example:81",
    "http://loop_scope:8080/, http://loop_scope:8080, http://loop_scope:81",
    "http://[::1]:8080/, http://[::1]:8080, http://[::1]:81",
    "http://10.0.0.1/, http://10.0.0.1, http://10.0.0.1:81"
  })
  void isTheAddressOfTheRequest(String request, String origin, String onAnotherPort) {
    RequestOrigin reached = RequestOrigin.of(request(request));

    assertThat(reached).hasToString(origin);
    assertThat(reached.withPort(81)).hasToString(onAnotherPort);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:/api",
        "http://a;reboot/",
        "http://$(reboot)/",
        "http://a&b/",
        "http://user@host/",
        "http://a:123456/",
        "/api"
      })
  void refusesWhatIsNoHost(String request) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> RequestOrigin.of(request(request)));
  }

  private static ServerHttpRequest request(String uri) {
    return MockServerHttpRequest.method(HttpMethod.GET, URI.create(uri)).build();
  }
}
