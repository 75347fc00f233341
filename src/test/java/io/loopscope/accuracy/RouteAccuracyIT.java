package io.loopscope.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.LabTest;
import io.loopscope.accuracy.RouteTrials.Answer;
import io.loopscope.eventloop.monitor.BlockRecorder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LabTest
@Tag("undisturbed")
class RouteAccuracyIT {
  @Autowired private BlockRecorder verdicts;
  @LocalServerPort private int port;

  @Test
  void namesTheRouteAndTheMethodThatBlock() throws IOException, InterruptedException {
    List<Answer> answers = new RouteTrials(verdicts, port).run(1);

    assertThat(answers.stream().filter(Answer::isRouteRight).count())
        .as(answers.toString())
        .isGreaterThanOrEqualTo(5);
    assertThat(answers.stream().filter(Answer::isCulpritRight).count())
        .as(answers.toString())
        .isGreaterThanOrEqualTo(4);
  }
}
