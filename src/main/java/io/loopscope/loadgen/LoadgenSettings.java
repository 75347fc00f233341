package io.loopscope.loadgen;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Where the load generators are, and what one of them may do. The first four matter to the process
 * that uses generators, the others to a generator.
 *
 * @param url addresses of generators; if empty, a child process is started
 * @param token {@code loopscope.process.token} of the generators, if they have one
 * @param target the generators' target that this service is; if empty, their only one
 * @param memory heap of a generator that is a child process
 * @param targets base URLs of the only services that a generator sends to
 * @param loops event loops of group {@code loadgen}
 * @param longest warm-up and measured time of one run together, at most
 * @param perSecond highest rate of one stream
 * @param connections most connections, users or requests in flight of one stream
 * @param streams most streams of one run
 * @param timeout longest timeout
 * @param kept number of ended runs that are remembered
 * @param tolerances errors of a generator up to which its result is valid
 */
@ConfigurationProperties("loopscope.loadgen")
public record LoadgenSettings(
    @DefaultValue List<URI> url,
    @Nullable String token,
    @DefaultValue("") String target,
    @DefaultValue("512MB") DataSize memory,
    @DefaultValue List<URI> targets,
    @DefaultValue("2") int loops,
    @DefaultValue("10m") Duration longest,
    @DefaultValue("20000") int perSecond,
    @DefaultValue("20000") int connections,
    @DefaultValue("8") int streams,
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("20") int kept,
    @DefaultValue GeneratorTolerances tolerances) {

  public LoadgenSettings {
    url = url.stream().map(one -> address("url", one, "http://loadgen:8080")).toList();
    token = StringUtils.hasText(token) ? token : null;
    targets = targets.stream().map(one -> address("targets", one, "http://host:8080")).toList();
    positive("loops", loops);
    positive("longest", longest.toMillis());
    positive("per-second", perSecond);
    positive("connections", connections);
    positive("streams", streams);
    positive("timeout", timeout.toMillis());
    positive("kept", kept);
  }

  /** Whether generators are configured, so that none is started as a child process. */
  public boolean areRemote() {
    return !url.isEmpty();
  }

  private static URI address(String name, URI url, String example) {
    if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new IllegalArgumentException(
          "loopscope.loadgen.%s must be like %s: %s".formatted(name, example, url));
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
