package io.loopscope.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DownstreamSettingsTests {
  @Test
  void takesAUrlWithOrWithoutASlashAtItsEnd() {
    assertThat(settings("http://downstream:8082/", 0).url())
        .isEqualTo(URI.create("http://downstream:8082"));
  }

  @Test
  void namesThePropertyItRefuses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(null, -1))
        .withMessageContaining("loopscope.downstream.queue");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("downstream:8082", 0))
        .withMessageContaining("loopscope.downstream.url");
  }

  private static DownstreamSettings settings(@Nullable String url, int queue) {
    return new DownstreamSettings(
        url == null ? null : URI.create(url), InetAddress.getLoopbackAddress(), 0, 1, 0, queue);
  }
}
