package io.loopscope.loadgen.web;

import io.loopscope.loadgen.GeneratorTolerances;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * What a load generator may do.
 *
 * @param targets base URLs of the only services it sends to
 * @param loops event loops of group {@code loadgen}
 * @param longest warm-up and measuring of one run together
 * @param perSecond highest rate of one stream
 * @param connections most connections, users or requests in flight of one stream
 * @param streams most streams of one run
 * @param timeout longest timeout
 * @param kept how many runs that have ended are remembered
 * @param tolerances what it may get wrong before its result is invalid
 */
@ConfigurationProperties("loopscope.loadgen")
record LoadgenSettings(
    @DefaultValue List<URI> targets,
    @DefaultValue("2") int loops,
    @DefaultValue("10m") Duration longest,
    @DefaultValue("20000") int perSecond,
    @DefaultValue("20000") int connections,
    @DefaultValue("8") int streams,
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("20") int kept,
    @DefaultValue GeneratorTolerances tolerances) {

  LoadgenSettings {
    targets = targets.stream().map(LoadgenSettings::withoutSlash).toList();
    positive("loops", loops);
    positive("longest", longest.toMillis());
    positive("per-second", perSecond);
    positive("connections", connections);
    positive("streams", streams);
    positive("timeout", timeout.toMillis());
    positive("kept", kept);
  }

  static URI withoutSlash(URI url) {
    if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new IllegalArgumentException(
          "loopscope.loadgen.targets must be like http://host:8080: " + url);
    }
    return URI.create(StringUtils.trimTrailingCharacter(url.toString(), '/'));
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "loopscope.loadgen." + name + " must be positive: " + value);
    }
  }
}
