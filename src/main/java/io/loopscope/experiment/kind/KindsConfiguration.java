package io.loopscope.experiment.kind;

import io.loopscope.experiment.Kind;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class KindsConfiguration {
  /** In the order in which they explain each other. */
  @Bean
  List<Kind> experimentKinds() {
    return List.of(
        new Starvation(),
        new Matrix(),
        new SumVsLongest(),
        new Scaling(),
        new Cooperative(),
        new BreakEven(),
        new Bottleneck(),
        new ConnectionsHeld(),
        new BacklogOverflow(),
        new OpenVsClosed());
  }
}
