package io.loopscope.experiment.report;

import io.loopscope.http.ApiEnum;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of the tables of arms, in every format. The page names its columns by these ids, which a
 * test compares.
 */
enum ReportColumn implements ApiEnum {
  OFFERED(Unit.PER_SECOND, arm -> arm.clients().offeredPerSecond()),
  ACHIEVED(
      Unit.PER_SECOND, arm -> arm.clients().achievedPerSecond(), RoundReport::achievedPerSecond),
  WORK_P50(Unit.MS, arm -> arm.clients().work().p50(), RoundReport::workP50),
  WORK_P90(Unit.MS, arm -> arm.clients().work().p90()),
  WORK_P99(Unit.MS, arm -> arm.clients().work().p99(), RoundReport::workP99),
  WORK_MAX(Unit.MS, arm -> arm.clients().work().max()),
  BYSTANDER_P50(Unit.MS, arm -> arm.clients().bystander().p50(), RoundReport::bystanderP50),
  BYSTANDER_P90(Unit.MS, arm -> arm.clients().bystander().p90()),
  BYSTANDER_P99(Unit.MS, arm -> arm.clients().bystander().p99(), RoundReport::bystanderP99),
  BYSTANDER_MAX(Unit.MS, arm -> arm.clients().bystander().max()),
  SERVER_P99(Unit.MS, arm -> arm.service().server().p99(), RoundReport::serverP99),
  LAG_P99(Unit.MS, arm -> arm.service().lag().p99(), RoundReport::lagP99),
  LAG_MAX(Unit.MS, arm -> arm.service().lag().max()),
  CPU(Unit.CORES, arm -> arm.service().cpu()),
  THREADS(Unit.NONE, arm -> arm.service().threads()),
  MEMORY(Unit.MB, arm -> arm.service().memoryMb()),
  BLOCKS(Unit.TEXT, arm -> NumberFormats.blocks(arm.service().blocks())),
  ERRORS(Unit.TEXT, arm -> NumberFormats.counts(arm.clients().errors()));

  private final Unit unit;
  private final Function<ArmReport, Object> ofArm;
  private final Function<RoundReport, @Nullable Object> ofRound;

  ReportColumn(Unit unit, Function<ArmReport, Object> ofArm) {
    this(unit, ofArm, round -> null);
  }

  ReportColumn(
      Unit unit,
      Function<ArmReport, Object> ofArm,
      Function<RoundReport, @Nullable Object> ofRound) {
    this.unit = unit;
    this.ofArm = ofArm;
    this.ofRound = ofRound;
  }

  boolean isText() {
    return unit == Unit.TEXT;
  }

  /** Whether only spreadsheets have this column, which would make other tables too wide. */
  boolean isDetail() {
    return switch (this) {
      case WORK_P90, WORK_MAX, BYSTANDER_P90, BYSTANDER_MAX -> true;
      default -> false;
    };
  }

  /** {@code offered/s}, {@code work p50}; the page has the same headers. */
  String header() {
    return switch (this) {
      case ACHIEVED -> "got/s";
      case CPU -> "CPU";
      case MEMORY -> "MB";
      default -> id().replace('-', ' ') + (unit == Unit.PER_SECOND ? "/s" : "");
    };
  }

  /** {@code offered_per_second}, {@code work_p50_ms}. */
  String csvHeader() {
    return id().replace('-', '_') + unit.suffix;
  }

  String text(ArmReport arm) {
    return ofArm.apply(arm) instanceof Number number
        ? NumberFormats.of(number.doubleValue())
        : String.valueOf(ofArm.apply(arm));
  }

  String csv(ArmReport arm) {
    return csv(ofArm.apply(arm));
  }

  /** The cell of one round; empty if rounds do not have this figure. */
  String csv(RoundReport round) {
    return csv(ofRound.apply(round));
  }

  private static String csv(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> number.isNaN() ? "" : String.format(Locale.ROOT, "%.3f", number);
      case String text -> quoted(text);
      default -> value.toString();
    };
  }

  /** A text as CSV has it. */
  static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private enum Unit {
    PER_SECOND("_per_second"),
    MS("_ms"),
    CORES("_cores"),
    MB("_mb"),
    NONE(""),
    TEXT("");

    private final String suffix;

    Unit(String suffix) {
      this.suffix = suffix;
    }
  }
}
