package io.loopscope.observe;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of the repository and where it stands. Reads no grammar, only as much as our own
 * expressions need.
 *
 * @param where for a reader who has to find it
 * @param text as it stands there, with Grafana's variables
 */
record Promql(String where, String text) {
  private static final Pattern STRING = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
  private static final Pattern LABELS =
      Pattern.compile(
          "\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  /** The expression as Grafana would send it, all of a short run in sight. */
  String sent() {
    return text.replace("$__rate_interval", "10s")
        .replace("$__range", "1m")
        .replace("$namespace", ".*")
        .replace("$pod", ".*")
        .replace("$job", ".*")
        .replace("$instance", ".*")
        .replace("$group", "http")
        .replace("$over", "100ms");
  }

  /** The metrics it names. */
  Set<String> metrics() {
    String bare =
        LABELS.matcher(STRING.matcher(text).replaceAll("").replace("$", "")).replaceAll(" ");
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      names.add(name.group());
    }
    names.removeAll(WORDS);
    return names;
  }
}
