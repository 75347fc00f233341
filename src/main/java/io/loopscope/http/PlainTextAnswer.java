package io.loopscope.http;

/** An answer that also has a short form for a terminal, sent for {@code Accept: text/plain}. */
public interface PlainTextAnswer {
  /** The answer as lines of text, without a trailing line break. */
  String plainText();
}
