package io.loopscope.process;

import io.loopscope.setting.SettingCheck;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * A worker that is not a child of this process.
 *
 * @param url where it is; by default a child is started
 * @param token its {@code loopscope.process.token}, if it has one
 */
@ConfigurationProperties("loopscope.worker")
record WorkerSettings(@Nullable URI url, @Nullable String token) {
  WorkerSettings {
    url = SettingCheck.url("loopscope.worker.url", url, "http://worker:8080");
    token = StringUtils.hasText(token) ? token : null;
  }
}
