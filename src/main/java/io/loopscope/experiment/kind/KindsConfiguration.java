package io.loopscope.experiment.kind;

import io.loopscope.experiment.plan.ExperimentKind;
import io.loopscope.role.ConditionalOnService;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnService
class KindsConfiguration {
  /** All kinds, in the order in which each prepares for the next. */
  @Bean
  List<ExperimentKind> experimentKinds() {
    return List.of(
        new LoopStarvation(),
        new PlacementMatrix(),
        new SumVersusLongest(),
        new ParallelScaling(),
        new CooperativeSlicing(),
        new BreakEven(),
        new Bottleneck(),
        new ConnectionsHeld(),
        new BacklogOverflow(),
        new OpenVersusClosedLoad());
  }
}
