package io.loopscope.socket;

import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({Role.LAB, Role.SERVICE, Role.DOWNSTREAM})
class SocketConfiguration {
  @Bean
  AcceptQueues acceptQueues() {
    return new AcceptQueues(Path.of("/proc"));
  }
}
