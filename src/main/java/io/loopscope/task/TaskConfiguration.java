package io.loopscope.task;

import io.loopscope.http.Limits;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TaskConfiguration {
  @Bean
  Tasks tasks(Limits limits) {
    return new Tasks(
        limits.tasks(),
        Clock.systemUTC(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextLong());
  }
}
