package io.loopscope.observe;

import static io.loopscope.observe.Dashboard.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Cause;
import io.loopscope.observe.dashboard.DashboardDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardsTests {
  private static final Path OPERATE = Path.of("docs/operate.md");
  private static final Pattern COLOUR = Pattern.compile("\\| `(\\w+)` \\| `(#\\w{6})` \\|");
  private static final int COLUMNS = 24;

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void isOfTheLastClassicSchema(Dashboard dashboard) {
    assertThat(dashboard.json().path("schemaVersion").asInt()).isEqualTo(42);
    assertThat(dashboard.json().path("id").isNull()).isTrue();
  }

  @Test
  void haveTitlesAndIdsOfTheirOwn() {
    assertThat(dashboards()).hasSize(4);
    assertThat(dashboards()).extracting(it -> text(it.json(), "uid")).doesNotHaveDuplicates();
    assertThat(dashboards()).extracting(it -> text(it.json(), "title")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void numbersEachPanelOnceAndPutsNoneOverAnother(Dashboard dashboard) {
    List<JsonNode> all = dashboard.children("panels").toList();

    assertThat(all).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : all) {
      assertThat(cells(panel.path("gridPos")).filter(Predicate.not(taken::add)).toList())
          .as(text(panel, "title"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void saysOfEachPanelWhatItShowsInWhichUnitAndFromWhereItIsBad(Dashboard dashboard) {
    for (JsonNode panel : dashboard.panels()) {
      JsonNode defaults = panel.path("fieldConfig").path("defaults");

      assertThat(text(panel, "description")).as(text(panel, "title")).hasSizeGreaterThan(20);
      assertThat(text(defaults, "unit")).as(text(panel, "title")).isNotEmpty();
      assertThat(defaults.path("thresholds").path("steps")).as(text(panel, "title")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void asksNothingButTheDataSourceThatIsChosen(Dashboard dashboard) {
    Stream<JsonNode> queries =
        Stream.of(
                dashboard.panels().stream(),
                dashboard.panels().stream().flatMap(it -> it.path("targets").valueStream()),
                dashboard.annotations().stream(),
                dashboard.variables().stream().filter(it -> text(it, "type").equals("query")))
            .flatMap(it -> it);

    assertThat(queries)
        .extracting(query -> text(query.path("datasource"), "uid"))
        .containsOnly("${datasource}");
  }

  static List<DashboardDescription> descriptions() {
    return DashboardDescription.all();
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void isWhatTheGeneratorMakes(DashboardDescription description) throws IOException {
    assertThat(Files.readString(description.file()))
        .as("regenerate with ./mvnw -q test -Dtest=DashboardGeneration")
        .isEqualTo(description.json());
  }

  @Test
  void haveADescriptionEach() {
    assertThat(dashboards())
        .extracting(Dashboard::file)
        .containsExactlyInAnyOrderElementsOf(
            descriptions().stream().map(DashboardDescription::file).toList());
  }

  @Test
  void showsNothingButMetricsOfTheMonitorOutsideTheLab() {
    assertThat(dashboards())
        .filteredOn(Predicate.not(Dashboard::isOfTheLab))
        .flatExtracting(dashboard -> dashboard.expressions().toList())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            it ->
                assertThat(it.metrics())
                    .allMatch(name -> name.startsWith("eventloop_") || name.equals("ALERTS")));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void namesThePodOfEachSeriesByInstanceAndLinksToItsConsole(Dashboard dashboard) {
    List<JsonNode> byInstance =
        dashboard.panels().stream()
            .filter(panel -> panel.path("targets").toString().contains("instance,"))
            .filter(panel -> panel.path("targets").toString().matches(".*by \\([^)]*instance.*"))
            .toList();

    assertThat(byInstance).isNotEmpty();
    for (JsonNode panel : byInstance) {
      assertThat(panel.path("targets").valueStream())
          .as(text(panel, "title"))
          .allMatch(target -> text(target, "legendFormat").contains("{{pod}}"))
          .allMatch(target -> text(target, "expr").contains("by (pod, instance"));
      assertThat(text(panel.path("fieldConfig").path("defaults").path("links").path(0), "url"))
          .startsWith("${consoles}${__field.labels.instance}/");
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void letsDataSourceNamespacePodAndGroupBeChosen(Dashboard dashboard) {
    assertThat(dashboard.variables())
        .extracting(variable -> text(variable, "name"))
        .contains(
            "datasource", "namespace", "job", "pod", "instance", "group", "runbooks", "consoles");
    assertThat(dashboard.expressions().filter(it -> !it.text().startsWith("ALERTS")))
        .allSatisfy(
            it ->
                assertThat(it.text())
                    .as(it.where())
                    .containsAnyOf(
                        "namespace=~\"$namespace\",pod=~\"$pod\",job=~\"$job\",instance=~\"$instance\"",
                        "container_cpu_cfs"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void marksBlocksAndExperiments(Dashboard dashboard) {
    assertThat(dashboard.annotations())
        .extracting(annotation -> text(annotation, "name"))
        .containsExactlyElementsOf(
            dashboard.isOfTheLab()
                ? List.of("Blocks over 1 s", "Experiments")
                : List.of("Blocks over 1 s"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void linksToRunbooksThatExist(Dashboard dashboard) {
    List<String> links =
        Pattern.compile("\\$\\{runbooks}/(\\w+)\\.md")
            .matcher(dashboard.json().toString())
            .results()
            .map(link -> link.group(1))
            .distinct()
            .toList();

    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Runbook.FOLDER.resolve(link + ".md")).exists());
  }

  @Test
  void paintsTheCausesAsThePaletteSays() throws IOException {
    Map<String, String> palette =
        COLOUR
            .matcher(Files.readString(OPERATE))
            .results()
            .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    assertThat(palette)
        .isEqualTo(
            Arrays.stream(Cause.values()).collect(Collectors.toMap(Cause::id, Cause::colour)));

    List<JsonNode> byCause =
        dashboards().stream()
            .flatMap(dashboard -> dashboard.panels().stream())
            .filter(panel -> panel.path("targets").toString().contains("by (cause)"))
            .toList();
    assertThat(byCause).hasSizeGreaterThanOrEqualTo(3);
    assertThat(byCause).allSatisfy(panel -> assertThat(colours(panel)).isEqualTo(palette));
  }

  private static Map<String, String> colours(JsonNode panel) {
    return panel
        .path("fieldConfig")
        .path("overrides")
        .valueStream()
        .collect(
            Collectors.toMap(
                it -> text(it.path("matcher"), "options"),
                it -> text(it.path("properties").path(0).path("value"), "fixedColor")));
  }

  private static Stream<String> cells(JsonNode grid) {
    int x = grid.path("x").asInt();
    int y = grid.path("y").asInt();
    int w = grid.path("w").asInt();
    assertThat(x + w).isLessThanOrEqualTo(COLUMNS);
    return Stream.iterate(0, i -> i < w * grid.path("h").asInt(), i -> i + 1)
        .map(i -> (x + i % w) + "," + (y + i / w));
  }
}
