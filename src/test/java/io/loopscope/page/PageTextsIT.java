package io.loopscope.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.loopscope.LabTest;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of both languages against each other, and against what the service says. */
@LabTest
@ExtendWith(Chromium.class)
class PageTextsIT {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)?");

  /** Texts by language and name; values of functions are replaced by a dot. */
  private static final String TEXTS =
      """
      async () => {
        const texts = { en: {}, ru: {} };
        for (const language of ["en", "ru"]) {
          for (const part of ["", "-concepts", "-experiments"]) {
            const module = await import(`/page/text/${language}${part}.js`);
            Object.assign(texts[language], ...Object.values(module));
          }
        }
        const { CAUSES } = await import("/page/live/causes.js");
        for (const [id, { name, means }] of Object.entries(CAUSES)) {
          for (const language of ["en", "ru"]) {
            texts[language][`cause.${id}`] = name[language];
            texts[language][`cause.${id}.means`] = means[language];
          }
        }
        const { ROWS } = await import("/page/concepts/concepts.js");
        for (const { id, term, claim } of ROWS) {
          for (const language of ["en", "ru"]) {
            texts[language][`concept.${id}`] = term[language];
            texts[language][`concept.${id}.claim`] = claim[language];
          }
        }
        for (const all of Object.values(texts)) {
          for (const [name, text] of Object.entries(all)) {
            all[name] = typeof text === "function" ? text(...Array(4).fill("·")) : text;
          }
        }
        return texts;
      }
      """;

  @LocalManagementPort private int console;

  /** Only sentences of the monitor and of experiments have their English on the other side. */
  @Test
  void saysEverythingInBothLanguages(Browser browser) {
    Map<String, Map<String, String>> texts = texts(browser);

    assertThat(texts.get("ru")).containsKeys(texts.get("en").keySet().toArray(String[]::new));
    assertThat(texts.get("ru").keySet())
        .filteredOn(name -> !texts.get("en").containsKey(name))
        .allSatisfy(name -> assertThat(name).matches("(sentence|kind)\\..+"));
  }

  @Test
  void statesTheSameNumbersInBothLanguages(Browser browser) {
    Map<String, Map<String, String>> texts = texts(browser);

    assertThat(texts.get("en"))
        .allSatisfy(
            (name, english) ->
                assertThat(numbers(texts.get("ru").get(name)))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(numbers(english)));
  }

  @Test
  void statesTheNumbersOfTheExperimentsInRussianToo(Browser browser) {
    Map<String, String> russian = texts(browser).get("ru");

    for (JsonNode kind : kinds()) {
      for (String part : List.of("question", "expectation")) {
        String name = "kind.%s.%s".formatted(kind.path("kind").stringValue(), part);
        assertThat(russian).containsKey(name);
        assertThat(numbers(russian.get(name)))
            .as(name)
            .containsExactlyInAnyOrderElementsOf(numbers(kind.path(part).stringValue()));
      }
    }
  }

  private JsonNode kinds() {
    byte[] kinds =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + console)
            .build()
            .get()
            .uri("/api/experiments/kinds")
            .exchange()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new JsonMapper().readTree(kinds);
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).toList();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Map<String, String>> texts(Browser browser) {
    try (PageVisit visit = PageVisit.of(browser, "http://127.0.0.1:" + console + "/")) {
      return (Map<String, Map<String, String>>) visit.page().evaluate(TEXTS);
    }
  }
}
