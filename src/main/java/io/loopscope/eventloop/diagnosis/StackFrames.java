package io.loopscope.eventloop.diagnosis;

import io.loopscope.eventloop.Block;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names frames shortly, and knows common libraries by their packages, for where the origin of a
 * class is not known. An application that lives in a package of that list is never blamed then.
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

  private static final String[] CALLERS = {"io.netty.", "reactor.", "org.springframework."};

  private static final Pattern HANDS_ON =
      Pattern.compile("(fire|invoke|channel|user|exception|write|flush|read|close|connect).*");
  private static final Pattern SIGNAL = Pattern.compile("on(Next|Complete|Error|Subscribe)");
  private static final Pattern CHAINED = Pattern.compile("(filter|doFilter|next|proceed|handle)");

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

  /** Whether a person wrote it for this JVM: neither the JDK, nor generated, nor this monitor. */
  static boolean isWritten(StackTraceElement frame) {
    String name = frame.getClassName();
    return !isJdk(name) && !isGenerated(name) && !name.startsWith(OWN_PACKAGE);
  }

  static boolean isKnownLibrary(String name) {
    return startsWithAny(name, LIBRARIES);
  }

  /** Whether it is of Netty, Reactor or Spring, which call whatever is to be done. */
  static boolean isCaller(String name) {
    return startsWithAny(name, CALLERS);
  }

  /**
   * Whether the frame only hands something on to the next in a chain: of handlers, filters, advice
   * or subscribers. What called it does not do what comes of it.
   */
  static boolean handsOn(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName();
    return type.startsWith("io.netty.channel.") && HANDS_ON.matcher(method).matches()
        || type.startsWith("reactor.") && SIGNAL.matcher(method).matches()
        || type.endsWith("Chain") && CHAINED.matcher(method).matches()
        || method.equals("proceed") && type.contains("aop");
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

  /** Whether it prints: to the console, or to what stands for it. */
  static boolean isConsole(StackTraceElement frame) {
    return frame.getClassName().equals("java.io.PrintStream");
  }

  /** Whether it initialises a class. */
  static boolean isInitialiser(StackTraceElement frame) {
    return frame.getMethodName().equals("<clinit>");
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
}
