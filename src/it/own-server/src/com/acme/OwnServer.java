package com.acme;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Makes its server itself, on loops that no bean holds. */
@SpringBootApplication
@RestController
public class OwnServer {
  public static void main(String[] args) {
    SpringApplication.run(OwnServer.class, args);
  }

  @Bean
  NettyReactiveWebServerFactory server() {
    NettyReactiveWebServerFactory server = new NettyReactiveWebServerFactory();
    LoopResources loops = LoopResources.create("mine", 2, true);
    server.addServerCustomizers(http -> http.runOn(loops));
    return server;
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
