package io.loopscope.socket;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SocketConfiguration {
  @Bean
  AcceptQueues acceptQueues() {
    return new AcceptQueues(Path.of("/proc"));
  }
}
