package com.acme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

@SpringBootApplication
@RestController
public class ServletWithClient {
  private final WebClient client;

  ServletWithClient(WebClient.Builder clients) {
    client = clients.build();
  }

  public static void main(String[] args) {
    SpringApplication.run(ServletWithClient.class, args);
  }

  @GetMapping("/ping")
  String ping() {
    return "pong";
  }

  @GetMapping("/sleep/{ms}")
  String sleep(@PathVariable long ms, @RequestHeader String host) {
    return client
        .get()
        .uri("http://" + host + "/ping")
        .retrieve()
        .bodyToMono(String.class)
        .map(pong -> asleep(ms))
        .block();
  }

  @GetMapping("/spin/{ms}")
  String spin(@PathVariable long ms) {
    long end = System.nanoTime() + ms * 1_000_000;
    long rounds = 0;
    while (System.nanoTime() < end) {
      rounds++;
    }
    return "spun " + rounds;
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
