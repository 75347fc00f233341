package io.loopscope.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.loopscope.failure.InvalidRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonBodyTests {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void readsEachMemberByItsType() {
    assertThat(
            read(
                """
                {"count":3,"rate":2.5,"name":"x","size":"large","delay":"5ms..1s","at":
                 "2026-01-31T12:00:00Z","shape":{"circle":{"radius":2}},"parts":[{"count":1}]}
                """))
        .isEqualTo(
            new Body(
                3,
                2.5,
                "x",
                Size.LARGE,
                DelayDistribution.parse("5ms..1s"),
                Instant.parse("2026-01-31T12:00:00Z"),
                new Circle(2),
                List.of(new Part(1))));
  }

  @Test
  void takesNullForAnAbsentMember() {
    assertThat(read("{\"count\":3,\"size\":null}"))
        .isEqualTo(new Body(3, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                              | count=nothing | a whole number",
        "{`count`:null}                  | count=null    | a whole number",
        "{`count`:`3`}                   | count=3       | a whole number",
        "{`count`:3.5}                   | count=3.5     | a whole number",
        "{`count`:3.0}                   | count=3.0     | a whole number",
        "{`count`:true}                  | count=true    | a whole number",
        "{`count`:99999999999}           | count=99999999999 | a whole number",
        "{`count`:{}}                    | count={}      | a whole number",
        "{`count`:1,`rate`:`fast`}       | rate=fast     | a number",
        "{`count`:1,`name`:7}            | name=7        | a text",
        "{`count`:1,`name`:true}         | name=true     | a text",
        "{`count`:1,`name`:[1]}          | name=[1]      | a text",
        "{`count`:1,`size`:`huge`}       | size=huge     | small, large",
        "{`count`:1,`size`:``}           | size=         | small, large",
        "{`count`:1,`size`:1}            | size=1        | small, large",
        "{`count`:1,`delay`:`soon`}      | delay=soon    | 200ms, 2s, 50ms..250ms (uniform)",
        "{`count`:1,`delay`:5}           | delay=5       | 200ms, 2s, 50ms..250ms (uniform)",
        "{`count`:1,`at`:`noon`}         | at=noon       | an instant such as",
        "{`count`:1,`shape`:{`line`:{}}} | shape=line    | circle",
        "{`count`:1,`shape`:7}           | shape=7       | circle",
        "{`count`:1,`parts`:7}           | parts=7       | a JSON object or list",
        "{`count`:1,`parts`:[{`count`:`x`}]} | count=x   | a whole number",
        "{`count`:1,`parts`:[{`count`:99}]} | count=99   | 1..10",
        "{`count`:1,`colour`:`red`}      | colour=red    | members at, count, delay, name",
      })
  void namesTheMemberItsValueAndWhatIsAllowed(String body, String given, String allowed) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> read(body))
        .satisfies(
            invalid -> assertThat(invalid.text()).startsWith(given + " is not allowed; allowed: "))
        .satisfies(
            invalid ->
                assertThat(invalid.members())
                    .containsEntry("parameter", given.substring(0, given.indexOf('=')))
                    .hasEntrySatisfying(
                        "allowed", text -> assertThat((String) text).startsWith(allowed)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "null", "7", "\"text\"", "true"})
  void rejectsWhatIsNotAnObject(String body) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> read(body))
        .withMessage("the body must be a JSON object");
  }

  @Test
  void allowsMembersThatTheCallerReadsItself() {
    assertThat(JsonBody.read(JSON.readTree("{\"work\":\"x\",\"count\":2}"), Part.class, "work"))
        .isEqualTo(new Part(2));
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(
            () -> JsonBody.read(JSON.readTree("{\"count\":2,\"colour\":1}"), Part.class, "work"))
        .withMessage("colour=1 is not allowed; allowed: members work, count");
  }

  private static Body read(String body) {
    return JsonBody.read(JSON.readTree(body.replace('`', '"')), Body.class);
  }

  record Body(
      int count,
      @Nullable Double rate,
      @Nullable String name,
      @Nullable Size size,
      @Nullable DelayDistribution delay,
      @Nullable Instant at,
      @Nullable Shape shape,
      @Nullable List<Part> parts) {}

  record Part(int count) {
    Part {
      RequestLimits.within("count", count, 1, 10);
    }
  }

  enum Size implements ApiEnum {
    SMALL,
    LARGE
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes(@JsonSubTypes.Type(name = "circle", value = Circle.class))
  sealed interface Shape {}

  record Circle(int radius) implements Shape {}
}
