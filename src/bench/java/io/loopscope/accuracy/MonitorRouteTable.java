package io.loopscope.accuracy;

import io.loopscope.BenchmarkMachine;
import io.loopscope.LabTest;
import io.loopscope.accuracy.RouteTrials.Answer;
import io.loopscope.eventloop.monitor.BlockRecorder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Prints how often the monitor names the right route: see {@link MonitorAccuracyTable}. */
@LabTest
class MonitorRouteTable {
  @Autowired private BlockRecorder verdicts;
  @LocalServerPort private int port;

  @Test
  void print() throws IOException, InterruptedException {
    List<Answer> answers =
        new RouteTrials(verdicts, port).run(Integer.getInteger("loopscope.accuracy.each", 20));
    System.out.printf("%n## Routes and culprits%n%n%s%n%n", BenchmarkMachine.now());
    System.out.println(RouteTrials.table(answers));
    answers.stream()
        .filter(answer -> !answer.isRouteRight() || !answer.isCulpritRight())
        .forEach(answer -> System.out.println(answer.said()));
    System.out.println(BenchmarkMachine.now());
  }
}
