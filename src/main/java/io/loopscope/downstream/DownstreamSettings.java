package io.loopscope.downstream;

import io.loopscope.setting.SettingCheck;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the slow dependency is and how much it takes on.
 *
 * @param url where it is; by default it is embedded in this process
 * @param address what the embedded one binds to
 * @param port where the embedded one listens; 0 takes any free port
 * @param loops event loops of group {@code downstream}
 * @param concurrency calls at work at once; 0 is no limit
 * @param queue calls that may wait for their turn; one more is answered 503
 */
@ConfigurationProperties("loopscope.downstream")
record DownstreamSettings(
    @Nullable URI url,
    @DefaultValue("127.0.0.1") InetAddress address,
    @DefaultValue("8082") int port,
    @DefaultValue("2") int loops,
    @DefaultValue("0") int concurrency,
    @DefaultValue("1000") int queue) {

  DownstreamSettings {
    SettingCheck.within("loopscope.downstream.port", port, 0, 65_535);
    SettingCheck.within("loopscope.downstream.loops", loops, 1, 1_000);
    SettingCheck.within("loopscope.downstream.concurrency", concurrency, 0, DownstreamCapacity.MAX);
    SettingCheck.within("loopscope.downstream.queue", queue, 0, DownstreamCapacity.MAX);
    url = SettingCheck.url("loopscope.downstream.url", url, "http://host:8082");
  }

  DownstreamCapacity capacity() {
    return new DownstreamCapacity(concurrency, queue);
  }
}
