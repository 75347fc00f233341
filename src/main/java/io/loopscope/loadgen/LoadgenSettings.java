package io.loopscope.loadgen;

import io.loopscope.setting.SettingCheck;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
    url = addresses("url", url, "http://loadgen:8080");
    token = StringUtils.hasText(token) ? token : null;
    targets = addresses("targets", targets, "http://host:8080");
    SettingCheck.positive("loopscope.loadgen.loops", loops);
    SettingCheck.positive("loopscope.loadgen.longest", longest);
    SettingCheck.positive("loopscope.loadgen.per-second", perSecond);
    SettingCheck.positive("loopscope.loadgen.connections", connections);
    SettingCheck.positive("loopscope.loadgen.streams", streams);
    SettingCheck.positive("loopscope.loadgen.timeout", timeout);
    SettingCheck.positive("loopscope.loadgen.kept", kept);
  }

  /** Whether generators are configured, so that none is started as a child process. */
  public boolean areRemote() {
    return !url.isEmpty();
  }

  private static List<URI> addresses(String name, List<URI> urls, String example) {
    return urls.stream()
        .map(url -> SettingCheck.url("loopscope.loadgen." + name, url, example))
        .filter(Objects::nonNull)
        .toList();
  }
}
