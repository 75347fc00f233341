package io.loopscope.eventloop.diagnosis;

import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's classes from those of libraries, by where they were loaded from: a folder
 * of classes, or the part of an executable jar that is the application's own. Jars beside it are
 * libraries, whatever their packages are called.
 *
 * <p>Packages that are named by a setting decide alone. Where an origin is not known, and in a jar
 * that has everything in it, a list of common libraries decides: {@link StackFrames}.
 */
public final class ApplicationCode {
  private static final int MOST_REMEMBERED = 10_000;

  private final List<String> named;
  private final List<String> scanned;
  private final @Nullable ClassLoader loader;
  private final @Nullable String home;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  /**
   * @param named packages that are the application, and no others; empty for none
   * @param scanned packages that Spring Boot scans, which are the application's in any case
   * @param loader of the application's classes; null for none
   * @param main a class of the application, whose jar is the application's too; null for none
   */
  public ApplicationCode(
      List<String> named,
      List<String> scanned,
      @Nullable ClassLoader loader,
      @Nullable Class<?> main) {
    this.named = named.stream().map(ApplicationCode::prefix).toList();
    this.scanned = scanned.stream().map(ApplicationCode::prefix).toList();
    this.loader = loader;
    this.home = main == null ? null : location(main);
  }

  /** Knows nothing of origins: the list of libraries decides. */
  public static ApplicationCode byName() {
    return new ApplicationCode(List.of(), List.of(), null, null);
  }

  public boolean contains(StackTraceElement frame) {
    String name = frame.getClassName();
    Boolean remembered = known.get(name);
    if (remembered != null) {
      return remembered;
    }
    boolean isApplication = decide(frame);
    if (known.size() < MOST_REMEMBERED) {
      known.put(name, isApplication);
    }
    return isApplication;
  }

  private boolean decide(StackTraceElement frame) {
    String name = frame.getClassName();
    if (!StackFrames.isWritten(frame)) {
      return false;
    }
    if (!named.isEmpty()) {
      return startsWithAny(name, named);
    }
    if (startsWithAny(name, scanned)) {
      return true;
    }
    return switch (origin(name)) {
      case APPLICATION -> true;
      case LIBRARY -> false;
      case UNKNOWN -> !StackFrames.isKnownLibrary(name);
    };
  }

  private Origin origin(String name) {
    if (loader == null) {
      return Origin.UNKNOWN;
    }
    try {
      String location = location(Class.forName(name, false, loader));
      return location == null ? Origin.UNKNOWN : origin(name, location);
    } catch (ClassNotFoundException | LinkageError | SecurityException unknown) {
      return Origin.UNKNOWN;
    }
  }

  private Origin origin(String name, String location) {
    if (location.contains("-INF/classes") || location.endsWith("/") && !location.endsWith("!/")) {
      return Origin.APPLICATION;
    }
    return location.equals(home) ? Origin.UNKNOWN : Origin.LIBRARY;
  }

  private static @Nullable String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null ? null : source.getLocation().toString();
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  private static String prefix(String packageName) {
    return packageName.endsWith(".") ? packageName : packageName + ".";
  }

  private enum Origin {
    APPLICATION,
    LIBRARY,
    UNKNOWN
  }
}
