package io.loopscope.eventloop.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationCodeTests {
  private static final ClassLoader LOADER = ApplicationCodeTests.class.getClassLoader();

  @Test
  void takesClassesOfAFolderForTheApplication() {
    ApplicationCode code = new ApplicationCode(List.of(), List.of(), LOADER, null);

    assertThat(code.contains(frame(Shop.class.getName()))).isTrue();
    assertThat(code.contains(frame(Shop.ConnectionPool.class.getName()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools.jackson.databind.ObjectMapper",
        "reactor.core.publisher.Mono",
        "io.netty.buffer.PooledByteBufAllocator",
        "org.HdrHistogram.Histogram",
        "org.ejml.data.DMatrixRMaj"
      })
  void takesJarsForLibrariesAlsoThoseThatNoListKnows(String type) {
    ApplicationCode code = new ApplicationCode(List.of(), List.of(), LOADER, Shop.class);

    assertThat(code.contains(frame(type))).isFalse();
  }

  @Test
  void needsNoListForLibraries() {
    assertThat(StackFrames.isKnownLibrary(Histogram.class.getName())).isFalse();
    assertThat(StackFrames.isKnownLibrary(DMatrixRMaj.class.getName())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jar:file:/app/service.jar!/BOOT-INF/classes!/",
        "jar:nested:/app/service.jar/!BOOT-INF/classes/!/",
        "file:/app/exploded/WEB-INF/classes/"
      })
  void takesTheOwnPartOfAnExecutableJarForTheApplication(String location) throws IOException {
    assertThat(ofOrigin(location).contains(frame(Shop.class.getName()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jar:file:/app/service.jar!/BOOT-INF/lib/shop-1.jar!/",
        "jar:nested:/app/service.jar/!BOOT-INF/lib/shop-1.jar!/",
        "file:/app/lib/shop-1.jar"
      })
  void takesJarsBesideItForLibraries(String location) throws IOException {
    assertThat(ofOrigin(location).contains(frame(Shop.class.getName()))).isFalse();
  }

  @Test
  void takesPackagesThatTheFrameworkScansForTheApplicationWhereverTheyAre() {
    ApplicationCode code =
        new ApplicationCode(List.of(), List.of("org.HdrHistogram"), LOADER, null);

    assertThat(code.contains(frame("org.HdrHistogram.Histogram"))).isTrue();
    assertThat(code.contains(frame("org.ejml.data.DMatrixRMaj"))).isFalse();
  }

  @Test
  void takesNamedPackagesAndNoOthersForTheApplication() {
    ApplicationCode code =
        new ApplicationCode(List.of("org.ejml"), List.of("com.example"), LOADER, Shop.class);

    assertThat(code.contains(frame("org.ejml.data.DMatrixRMaj"))).isTrue();
    assertThat(code.contains(frame("org.ejmlike.Matrix"))).isFalse();
    assertThat(code.contains(frame(Shop.class.getName()))).isFalse();
  }

  @Test
  void asksTheListOfLibrariesWhereTheOriginIsNotKnown() {
    ApplicationCode code = new ApplicationCode(List.of(), List.of(), LOADER, null);

    assertThat(code.contains(frame("com.acme.NowhereToBeFound"))).isTrue();
    assertThat(code.contains(frame("org.postgresql.NowhereToBeFound"))).isFalse();
  }

  @Test
  void neverTakesTheJdkOrGeneratedClassesForTheApplication() {
    ApplicationCode code = new ApplicationCode(List.of("java"), List.of("java"), LOADER, null);

    assertThat(code.contains(frame("java.util.HashMap"))).isFalse();
    assertThat(code.contains(frame(Shop.class.getName() + "$$SpringCGLIB$$0"))).isFalse();
  }

  @Test
  void skipsANettyHandlerThatOnlyPassesOn() {
    assertThat(
            culprit(
                "tools.jackson.databind.ObjectMapper.readValue",
                "com.acme.JsonHandler.channelRead",
                "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead",
                "io.netty.channel.AbstractChannelHandlerContext.fireChannelRead",
                "com.acme.CountingHandler.channelRead",
                "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead"))
        .isEqualTo("JsonHandler.channelRead");
    assertThat(
            culprit(
                "tools.jackson.databind.ObjectMapper.readValue",
                "reactor.netty.http.server.HttpServerOperations.onInboundNext",
                "io.netty.channel.AbstractChannelHandlerContext.fireChannelRead",
                "com.acme.CountingHandler.channelRead",
                "io.netty.channel.nio.NioIoHandler.run"))
        .doesNotContain("CountingHandler");
  }

  @Test
  void skipsAFilterThatOnlyPassesOn() {
    assertThat(
            culprit(
                "java.util.HashMap.put",
                "com.acme.Orders.load",
                "org.springframework.web.server.handler.DefaultWebFilterChain.filter",
                "com.acme.AuditFilter.filter",
                "org.springframework.web.server.handler.DefaultWebFilterChain.filter"))
        .isEqualTo("Orders.load");
  }

  @Test
  void blamesAHandlerThatDoesTheWorkItself() {
    assertThat(
            culprit(
                "java.util.HashMap.put",
                "com.acme.CountingHandler.channelRead",
                "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead"))
        .isEqualTo("CountingHandler.channelRead");
  }

  private static String culprit(String... calls) {
    return StackFrames.shortName(ThreadStacks.sample(Thread.State.RUNNABLE, calls).culprit());
  }

  private static StackTraceElement frame(String type) {
    return ThreadStacks.frame(type + ".method");
  }

  /** Of an application whose classes were loaded from there. */
  private static ApplicationCode ofOrigin(String location) throws IOException {
    return new ApplicationCode(List.of(), List.of(), new From(location), null);
  }

  private static final class From extends ClassLoader {
    private final ProtectionDomain origin;

    From(String location) throws IOException {
      super(LOADER);
      URL url =
          URL.of(URI.create(location), location.startsWith("jar:nested:") ? new Unopened() : null);
      this.origin = new ProtectionDomain(new CodeSource(url, (Certificate[]) null), null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Shop.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try (InputStream in = LOADER.getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length, origin);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** For locations such as {@code jar:nested:}, which only Spring Boot's loader can open. */
  private static final class Unopened extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL any) throws IOException {
      throw new IOException("is never opened");
    }

    @Override
    protected void parseURL(URL url, String spec, int start, int limit) {
      String path = spec.substring(start, limit);
      setURL(url, url.getProtocol(), "", -1, null, null, path, null, null);
    }
  }
}
