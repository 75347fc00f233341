package com.acme;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Transports;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@SpringBootApplication
@RestController
public class Drivers {
  private final DatabaseClient database;
  private final ClientResources redis;

  Drivers(DatabaseClient database, ClientResources redis) {
    this.database = database;
    this.redis = redis;
  }

  public static void main(String[] args) {
    SpringApplication.run(Drivers.class, args);
  }

  @GetMapping("/ping")
  Mono<String> ping() {
    return database.sql("select 'pong'").map(row -> row.get(0, String.class)).one();
  }

  /** As a callback of the Redis client would. */
  @GetMapping("/sleep/{ms}")
  Mono<String> sleep(@PathVariable long ms) {
    return Mono.create(
        sink ->
            redis
                .eventLoopGroupProvider()
                .allocate(Transports.eventLoopGroupClass())
                .execute(() -> sink.success(asleep(ms))));
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
