package io.loopscope.downstream;

import io.loopscope.setting.SettingCheck;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The address and limits of the slow dependency.
 *
 * @param url where it is; by default it is embedded in this process
 * @param address address to which the embedded one binds
 * @param port where the embedded one listens; 0 takes any free port
 * @param loops event loops of group {@code downstream}
 * @param concurrency calls in progress at once; 0 is no limit
 * @param queue calls that may be queued; one more is answered 503
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
