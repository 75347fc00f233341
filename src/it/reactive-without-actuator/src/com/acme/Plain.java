package com.acme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@SpringBootApplication
@RestController
public class Plain {
  public static void main(String[] args) {
    SpringApplication.run(Plain.class, args);
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
}
