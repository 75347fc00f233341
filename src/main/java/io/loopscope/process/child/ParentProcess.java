package io.loopscope.process.child;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The process that started this one. It reads the port of this process from standard output. It
 * never writes to standard input, so end of file there means that it has ended, and this process
 * halts.
 */
@Component
@ConditionalOnBooleanProperty("loopscope.process.child")
final class ParentProcess {
  private final Environment environment;
  private final OutputStream output;

  @Autowired
  ParentProcess(Environment environment) {
    this(
        environment,
        System.in,
        new FileOutputStream(FileDescriptor.out),
        () -> Runtime.getRuntime().halt(0));
  }

  ParentProcess(Environment environment, InputStream input, OutputStream output, Runnable end) {
    this.environment = environment;
    this.output = output;
    Thread.ofPlatform().daemon().name("parent-process").start(() -> haltAtEndOf(input, end));
  }

  @EventListener(ApplicationReadyEvent.class)
  void announcePort() throws IOException {
    String port = environment.getRequiredProperty("local.server.port");
    output.write(("LOOPSCOPE-READY " + port + "\n").getBytes(US_ASCII));
    output.flush();
  }

  private static void haltAtEndOf(InputStream input, Runnable end) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // the same as end of file
    } finally {
      end.run();
    }
  }
}
