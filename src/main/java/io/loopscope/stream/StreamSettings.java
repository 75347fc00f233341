package io.loopscope.stream;

import io.loopscope.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of WebSocket connections.
 *
 * @param maxMessage largest message, all its frames together; a larger one closes the connection
 * @param idleTimeout how long a connection may bring no message before it is closed
 */
@ConfigurationProperties("loopscope.stream")
record StreamSettings(
    @DefaultValue("64KB") DataSize maxMessage, @DefaultValue("60s") Duration idleTimeout) {
  StreamSettings {
    SettingCheck.within("loopscope.stream.max-message", maxMessage.toBytes(), 1, Integer.MAX_VALUE);
    SettingCheck.positive("loopscope.stream.idle-timeout", idleTimeout);
  }

  int maxMessageBytes() {
    return (int) maxMessage.toBytes();
  }
}
