package io.loopscope;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;

/**
 * A test against the whole application on ports of its own. All share one context, which Spring
 * keeps for as long as their properties are the same.
 */
@Target(TYPE)
@Retention(RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "loopscope.downstream.port=0",
      "loopscope.experiment.directory=target/test-experiments/${PID}",
      "logging.level.io.loopscope.eventloop.export.BlockLog=off", // tests read the log for other
      // things
      "loopscope.probe.enabled=false" // its connections would be counted by others
    })
@AutoConfigureWebTestClient(timeout = "30s")
public @interface LabTest {}
