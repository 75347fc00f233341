package com.acme;

import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@SpringBootApplication
@RestController
public class Reactive {
  public static void main(String[] args) {
    SpringApplication.run(Reactive.class, args);
  }

  @GetMapping("/ping")
  Mono<String> ping() {
    return Mono.just("pong");
  }

  @GetMapping("/sleep/{ms}")
  Mono<String> sleep(@PathVariable long ms) throws InterruptedException {
    Thread.sleep(ms);
    return Mono.just("slept");
  }

  @GetMapping("/spin/{ms}")
  Mono<String> spin(@PathVariable long ms) {
    return Mono.just(Spin.forMillis(ms));
  }

  @GetMapping("/parallel/{ms}")
  Mono<String> parallel(@PathVariable long ms) {
    return Mono.delay(Duration.ofMillis(1)).map(tick -> Spin.forMillis(ms));
  }

  @GetMapping("/elastic/{ms}")
  Mono<String> elastic(@PathVariable long ms) {
    return Mono.fromCallable(() -> Spin.asleep(ms)).subscribeOn(Schedulers.boundedElastic());
  }

  /** An application may have taken names that the monitor once had. */
  @Bean
  Object blockLog() {
    return new Object();
  }

  @Bean
  Object eventLoops() {
    return new Object();
  }
}
