package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.Block;
import io.loopscope.eventloop.EventLoopReport;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image must keep so that the endpoint can write its answer. */
final class EventLoopRuntimeHints implements RuntimeHintsRegistrar {
  private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    bindings.registerReflectionHints(hints.reflection(), EventLoopReport.class, Block.class);
  }
}
