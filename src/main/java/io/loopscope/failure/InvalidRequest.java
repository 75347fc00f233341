package io.loopscope.failure;

/** The request is malformed or asks for a value that is not allowed. */
public final class InvalidRequest extends Failure {
  private static final int LONGEST_EXCERPT = 80;

  public InvalidRequest(String text) {
    super(Kind.INVALID, text);
  }

  /** Names the parameter, repeats the value and says which values are allowed. */
  public static Failure parameter(String name, Object value, String allowed) {
    return new InvalidRequest(
            "%s=%s is not allowed; allowed: %s".formatted(name, excerpt(value), allowed))
        .with("parameter", name)
        .with("allowed", allowed);
  }

  /** Names a parameter that is required, and says which values are allowed. */
  public static Failure missing(String name, String allowed) {
    return parameter(name, "nothing", allowed);
  }

  private static String excerpt(Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
  }
}
