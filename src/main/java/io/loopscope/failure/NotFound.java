package io.loopscope.failure;

/** The request names something that does not exist. */
public final class NotFound extends Failure {
  public NotFound(String text) {
    super(Kind.NOT_FOUND, text);
  }
}
