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
 * The process that started this one. It is told the port on standard output; and it never writes to
 * our standard input, so that ends when it does, by whatever death, and then we end at once.
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
    Thread.ofPlatform().daemon().name("parent-process").start(() -> outlive(input, end));
  }

  @EventListener(ApplicationReadyEvent.class)
  void sayReady() throws IOException {
    String port = environment.getRequiredProperty("local.server.port");
    output.write(("LOOPSCOPE-READY " + port + "\n").getBytes(US_ASCII));
    output.flush();
  }

  private static void outlive(InputStream input, Runnable end) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException broken) {
      // as good as its end
    } finally {
      end.run();
    }
  }
}
