package io.loopscope.task;

import io.loopscope.http.RequestLimits;
import io.loopscope.role.ConditionalOnService;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnService
class TaskConfiguration {
  @Bean
  TaskStore tasks(RequestLimits limits) {
    return new TaskStore(
        limits.tasks(),
        Clock.systemUTC(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextLong());
  }
}
