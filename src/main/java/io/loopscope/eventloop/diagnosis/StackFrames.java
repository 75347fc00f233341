package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.Block;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the application's frames from everybody else's, and names them shortly.
 *
 * <p>What is not known to be the platform, a framework, a common library or this monitor is taken
 * for the application: an uncommon library is blamed in its caller's place, and an application that
 * lives in a package of this list is never blamed.
 */
final class StackFrames {
  private static final String[] JDK = {"java.", "jdk.", "sun.", "com.sun.", "javax."};

  private static final String[] LIBRARIES =
      """
      reactor. io.netty. org.springframework. org.reactivestreams. jakarta. kotlin. kotlinx. scala.
      io.micrometer. io.opentelemetry. io.prometheus. brave. org.aspectj. net.bytebuddy. io.reactivex.
      org.slf4j. ch.qos.logback. org.apache.logging. org.apache.commons. org.apache.tomcat.
      tools.jackson. com.fasterxml. com.google.gson. com.google.common. com.google.protobuf.
      org.yaml.snakeyaml. com.github.benmanes.caffeine. com.github.luben.zstd. com.aayushatharva.
      org.apache.http. org.apache.hc. okhttp3. okio. retrofit2. feign. io.grpc.
      com.zaxxer.hikari. org.hibernate. org.jooq. org.apache.ibatis. io.r2dbc. org.postgresql.
      com.mysql. org.mariadb. oracle. com.microsoft.sqlserver. org.h2. org.hsqldb. org.sqlite.
      org.apache.derby. com.ibm.db2. com.mongodb. io.lettuce. redis.clients. org.apache.kafka.
      org.bouncycastle. at.favre.lib. org.mindrot. de.mkammerer.
      """
          .split("\\s+");

  private static final String[] GENERATED = {
    "$$Lambda",
    "$$SpringCGLIB$$",
    "$$EnhancerBy",
    "$$FastClassBy",
    "$HibernateProxy$",
    ".$Proxy",
    "/"
  };

  private static final String OWN_PACKAGE = Block.class.getPackageName() + ".";
  private static final Pattern LAMBDA =
      Pattern.compile("lambda\\$(.+?)(?:\\$[0-9a-f]{6,8})?\\$\\d+");
  private static final Pattern NESTED = Pattern.compile("(?<=[^.$])\\$(?=\\p{L})");

  private StackFrames() {}

  static boolean isApplication(StackTraceElement frame) {
    String name = frame.getClassName();
    return !isJdk(name) && !startsWithAny(name, LIBRARIES) && !isGenerated(name) && !isOwn(name);
  }

  static boolean isJdk(String name) {
    return startsWithAny(name, JDK);
  }

  static boolean startsWithAny(String name, String... prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** {@code java.lang.Thread.sleep()}. */
  static String call(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName() + "()";
  }

  /**
   * {@code Primes.count}: the class without its package, nested ones with their owner, and the
   * method that a lambda was written in. Anonymous classes keep their number, as in {@code
   * Primes$1.run}. Two classes of the same name in different packages look alike.
   */
  static String shortName(StackTraceElement frame) {
    String type = frame.getClassName().replaceFirst("/.*", "");
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return NESTED.matcher(simple).replaceAll(".") + "." + method(frame);
  }

  /** {@code at com.acme.Primes.count(Primes.java:31)}, without modules and class loaders. */
  static String line(StackTraceElement frame) {
    return "at " + frame.getClassName() + "." + frame.getMethodName() + "(" + place(frame) + ")";
  }

  private static String method(StackTraceElement frame) {
    String name = frame.getMethodName();
    Matcher lambda = LAMBDA.matcher(name);
    if (lambda.matches()) {
      String enclosing = lambda.group(1);
      return switch (enclosing) {
        case "new" -> "<init>";
        case "static" -> "<clinit>";
        default -> enclosing;
      };
    }
    int kotlinLambda = name.indexOf("$lambda");
    return kotlinLambda > 0 ? name.substring(0, kotlinLambda) : name;
  }

  private static String place(StackTraceElement frame) {
    if (frame.isNativeMethod()) {
      return "Native Method";
    }
    if (frame.getFileName() == null) {
      return "Unknown Source";
    }
    return frame.getLineNumber() < 0
        ? frame.getFileName()
        : frame.getFileName() + ":" + frame.getLineNumber();
  }

  private static boolean isGenerated(String name) {
    for (String mark : GENERATED) {
      if (name.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOwn(String name) {
    return name.startsWith(OWN_PACKAGE);
  }
}
