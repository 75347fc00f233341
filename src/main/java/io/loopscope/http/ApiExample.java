package io.loopscope.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The line of {@code GET /api} for one endpoint: what it shows, and how to try it with curl. {@code
 * {service}} stands for the address under which the caller reached the service.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiExample {
  /** What the endpoint shows, in one phrase. */
  String shows();

  /** A command that works as it stands once {@code {service}} is replaced. */
  String curl();
}
