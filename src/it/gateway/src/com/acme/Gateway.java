package com.acme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Passes requests on with a client of its own, and works on what comes back. */
@SpringBootApplication
@RestController
public class Gateway {
  private final HttpClient client = HttpClient.create();

  public static void main(String[] args) {
    SpringApplication.run(Gateway.class, args);
  }

  @GetMapping("/ping")
  Mono<String> ping() {
    return Mono.just("pong");
  }

  @GetMapping("/sleep/{ms}")
  Mono<String> sleep(@PathVariable long ms, @RequestHeader String host) {
    return client
        .get()
        .uri("http://" + host + "/ping")
        .responseContent()
        .aggregate()
        .asString()
        .map(pong -> asleep(ms));
  }

  @GetMapping("/block/{ms}")
  Mono<String> block(@PathVariable long ms) {
    return Mono.just(asleep(ms));
  }

  static String asleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "slept";
  }
}
