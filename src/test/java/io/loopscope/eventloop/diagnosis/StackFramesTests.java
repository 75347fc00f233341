package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackFramesTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Orders.load",
        "com.acme.Orders$Line.total",
        "com.acme.h2.Query.run",
        "org.postgresqlfans.Club.meet",
        "reactors.Plant.start",
        "javafx.Scene.draw",
        "io.loopscope.eventloops.Wheel.turn",
        "com.acme.Flow$map$$inlined$map$1.collect",
        "Main.main"
      })
  void takesWhatItDoesNotKnowForTheApplication(String call) {
    assertThat(ApplicationCode.byName().contains(ThreadStacks.frame(call))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Thread.sleep",
        "jdk.proxy2.$Proxy34.count",
        "com.sun.proxy.$Proxy3.count",
        "com.acme.$Proxy12.count",
        "sun.nio.ch.Net.poll",
        "reactor.core.publisher.Mono.subscribe",
        "io.netty.channel.AbstractChannelHandlerContext.fireChannelRead",
        "org.springframework.web.reactive.DispatcherHandler.handle",
        "ch.qos.logback.classic.Logger.info",
        "tools.jackson.databind.ObjectMapper.readValue",
        "org.h2.jdbc.JdbcStatement.execute",
        "com.acme.Orders$$Lambda/0x00007f0001004000.get",
        "com.acme.Orders$$Lambda$14.get",
        "com.acme.Orders$$SpringCGLIB$$0.load",
        "com.acme.Orders/0x00007f0001004000.load",
        "io.loopscope.eventloop.clock.InstrumentedEventLoop.runIo"
      })
  void knowsWhatIsNotTheApplication(String call) {
    assertThat(ApplicationCode.byName().contains(ThreadStacks.frame(call))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Primes.count, Primes.count",
    "com.acme.Outer$Inner.method, Outer.Inner.method",
    "com.acme.Outer$Inner$1.run, Outer.Inner$1.run",
    "com.acme.Primes.lambda$count$0, Primes.count",
    "com.acme.Primes.lambda$a$b$12, Primes.a$b",
    "com.acme.Primes.lambda$count$8f6bc7c2$1, Primes.count",
    "com.acme.Primes.lambda$new$0, Primes.<init>",
    "com.acme.Primes.lambda$static$0, Primes.<clinit>",
    "com.acme.Primes.count$lambda$0, Primes.count",
    "com.acme.Primes.lambda$, Primes.lambda$",
    "com.acme.Primes.<clinit>, Primes.<clinit>",
    "Main.main, Main.main",
    "java.lang.invoke.LambdaForm$MH/0x00007f00.invoke, LambdaForm.MH.invoke"
  })
  void namesAMethodByItsClassAndWhereALambdaWasWritten(String call, String name) {
    assertThat(StackFrames.shortName(ThreadStacks.frame(call))).isEqualTo(name);
  }

  @Test
  void writesAFrameWithoutItsModuleAndLoader() {
    assertThat(
            StackFrames.line(
                new StackTraceElement("app", "shop", "1", "com.acme.A", "b", "A.java", 3)))
        .isEqualTo("at com.acme.A.b(A.java:3)");
    assertThat(StackFrames.line(new StackTraceElement("com.acme.A", "b", "A.java", -2)))
        .isEqualTo("at com.acme.A.b(Native Method)");
    assertThat(StackFrames.line(new StackTraceElement("com.acme.A", "b", null, -1)))
        .isEqualTo("at com.acme.A.b(Unknown Source)");
    assertThat(StackFrames.line(new StackTraceElement("com.acme.A", "b", "A.java", -1)))
        .isEqualTo("at com.acme.A.b(A.java)");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Orders.load, true",
    "org.postgresql.core.PGStream.read, true",
    "java.util.HashMap.put, false",
    "com.acme.Orders$$SpringCGLIB$$0.load, false",
    "io.loopscope.eventloop.clock.LoopClock.wake, false"
  })
  void tellsWhatAPersonWroteForThisJvm(String call, boolean isWritten) {
    assertThat(StackFrames.isWritten(ThreadStacks.frame(call))).isEqualTo(isWritten);
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty.channel.AbstractChannelHandlerContext.fireChannelRead, true",
    "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead, true",
    "io.netty.channel.CombinedChannelDuplexHandler.write, true",
    "reactor.core.publisher.FluxMap$MapSubscriber.onNext, true",
    "reactor.core.publisher.FluxMap.subscribe, false",
    "org.springframework.web.server.handler.DefaultWebFilterChain.filter, true",
    "jakarta.servlet.FilterChain.doFilter, true",
    "org.springframework.aop.framework.ReflectiveMethodInvocation.proceed, true",
    "io.netty.handler.codec.ByteToMessageDecoder.channelRead, false",
    "com.acme.Chains.filter, false",
    "java.util.List.forEach, false"
  })
  void knowsFramesThatOnlyHandOn(String call, boolean handsOn) {
    assertThat(StackFrames.handsOn(ThreadStacks.frame(call))).isEqualTo(handsOn);
  }

  @ParameterizedTest
  @CsvSource({
    "org.h2.Driver, true",
    "org.h2o.Water, false",
    "com.google.common.cache.LocalCache, true",
    "com.acme.Orders, false"
  })
  void knowsCommonLibrariesByTheirPackages(String type, boolean isLibrary) {
    assertThat(StackFrames.isKnownLibrary(type)).isEqualTo(isLibrary);
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty.channel.Channel, true",
    "reactor.core.publisher.Mono, true",
    "org.springframework.web.A, true",
    "reactors.Plant, false",
    "org.h2.Driver, false"
  })
  void knowsWhoCallsWhateverIsToBeDone(String type, boolean isCaller) {
    assertThat(StackFrames.isCaller(type)).isEqualTo(isCaller);
  }
}
