package io.loopscope.failure;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a feature foresees and explains to its caller. Each fact that a feature can state,
 * such as a full queue, is a subclass named after it.
 */
public abstract class Failure extends RuntimeException {
  private final Kind kind;
  private final String text;
  private final Map<String, Object> members = new LinkedHashMap<>();
  private @Nullable URI location;
  private @Nullable Duration retryAfter;

  /** What kind of failure it is, which decides how a caller should react. */
  public enum Kind {
    /** The request is malformed or asks for a value that is not allowed. */
    INVALID,
    /** The settings of this process forbid it. */
    FORBIDDEN,
    NOT_FOUND,
    /** The resource is in a state that does not allow it. */
    CONFLICT,
    /** A bounded queue or pool is full; a later attempt may succeed. */
    OVERLOADED,
    /** A part that is needed is not running. */
    UNAVAILABLE,
    /** A time limit passed. */
    TIMED_OUT,
    /** Another process failed or gave an unusable answer. */
    UPSTREAM,
    /** This process or machine cannot do it at all. */
    UNSUPPORTED,
    /** The result is wrong, though no part reported an error. */
    BROKEN
  }

  /**
   * Creates a failure.
   *
   * @param text one sentence for the caller: what went wrong, and what is possible instead
   */
  protected Failure(Kind kind, String text) {
    super(text);
    this.kind = kind;
    this.text = text;
  }

  public final Kind kind() {
    return kind;
  }

  public final String text() {
    return text;
  }

  /** Facts that a program may read, by name, in the order in which they were added. */
  public final Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  /** A resource that continues to exist, such as the task of a call; null if there is none. */
  public final @Nullable URI location() {
    return location;
  }

  /** When another attempt may succeed; null if that is not known. */
  public final @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Adds a fact that a program may read. */
  public final Failure with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** Points the caller at a resource that continues to exist. */
  public final Failure at(URI resource) {
    location = resource;
    return this;
  }

  /** Says when another attempt may succeed. */
  protected final void retryAfter(Duration delay) {
    retryAfter = delay;
  }
}
