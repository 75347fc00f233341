package io.loopscope.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An entry of {@code GET /api}: what an endpoint shows, and a curl command that shows it. {@code
 * {service}} stands for the address under which the caller reached the service.
 */
@Repeatable(ApiExample.All.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiExample {
  /** What the endpoint shows, in one phrase. */
  String shows();

  /** A command that works as it stands once {@code {service}} is replaced. */
  String curl();

  /** The examples of a method that has several. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface All {
    ApiExample[] value();
  }
}
