package io.loopscope.stream;

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
    if (maxMessage.toBytes() < 1 || maxMessage.toBytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "loopscope.stream.max-message must be 1B to 2GB: " + maxMessage);
    }
    if (idleTimeout.isNegative() || idleTimeout.isZero()) {
      throw new IllegalArgumentException(
          "loopscope.stream.idle-timeout must be positive: " + idleTimeout);
    }
  }

  int maxMessageBytes() {
    return (int) maxMessage.toBytes();
  }
}
