package io.loopscope.experiment.web;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

/** Remembers the contexts, of which a test otherwise sees only the service's. */
@TestConfiguration
class StartedContexts {
  private volatile ApplicationContext main;
  private volatile ApplicationContext console;

  @EventListener
  void started(ReactiveWebServerInitializedEvent event) {
    if ("management".equals(event.getApplicationContext().getServerNamespace())) {
      console = event.getApplicationContext();
    } else {
      main = event.getApplicationContext();
    }
  }

  ApplicationContext main() {
    return main;
  }

  ApplicationContext console() {
    return console;
  }
}
