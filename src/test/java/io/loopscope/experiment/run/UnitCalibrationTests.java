package io.loopscope.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.experiment.CalibrationFailed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnitCalibrationTests {
  private static final Set<String> PRIMES = Set.of("primes");

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private FakeCpuService service;

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void ignoresTheCostBeforeCompilation() {
    UnitCalibration calibration = costing(number -> number < 80 ? 20 : 2);

    assertThat(calibration.measure(PRIMES).block()).isEqualTo(Map.of("primes", 2.0));
  }

  @Test
  void ignoresRunsThatLostTheirCpu() {
    UnitCalibration calibration = costing(number -> number % 20 == 0 ? 2 : 3 + number % 7);

    assertThat(calibration.measure(PRIMES).block()).isEqualTo(Map.of("primes", 2.0));
  }

  @Test
  void usesAsManyUnitsAsTakeLongEnoughToTime() {
    costing(number -> 0.5).measure(PRIMES).block();

    assertThat(requests.getFirst()).contains("units=20&on=parallel");
    assertThat(requests.getLast()).contains("units=8&on=parallel");
  }

  @Test
  void failsIfTheCostDoesNotBecomeStable() {
    UnitCalibration calibration = costing(number -> number < 3 ? 1 << number : 8);

    assertThatExceptionOfType(CalibrationFailed.class)
        .isThrownBy(() -> calibration.measure(PRIMES).block())
        .withMessageContaining("the cost of a unit of primes did not become stable");
    assertThat(requests).hasSizeLessThan(1_000);
  }

  @Test
  void failsWithTheReasonOfTheService() {
    service = new FakeCpuService(403, path -> "{\"detail\":\"not here\"}");

    assertThatExceptionOfType(CalibrationFailed.class)
        .isThrownBy(() -> new UnitCalibration(service.client()).measure(PRIMES).block())
        .withMessage("calibration failed: not here");
  }

  @Test
  void measuresNothingThatIsNotAskedFor() {
    assertThat(costing(number -> 1).measure(Set.of()).block()).isEmpty();
    assertThat(requests).isEmpty();
  }

  @Test
  void assumesAMillisecondUntilItHasMeasured() {
    UnitCalibration calibration = costing(number -> 3);
    assertThat(calibration.known(PRIMES)).isEqualTo(Map.of("primes", 1.0));

    calibration.measure(PRIMES).block();

    assertThat(calibration.known(PRIMES)).isEqualTo(Map.of("primes", 3.0));
  }

  /** A service whose unit costs so many milliseconds, by the number of the request. */
  private UnitCalibration costing(IntToDoubleFunction msPerUnit) {
    service =
        new FakeCpuService(
            200,
            path -> {
              requests.add(path);
              int units = Integer.parseInt(path.replaceAll(".*units=(\\d+).*", "$1"));
              double cost = msPerUnit.applyAsDouble(requests.size() - 1);
              return FakeCpuService.answer(units, units * cost, "abc");
            });
    return new UnitCalibration(service.client());
  }
}
