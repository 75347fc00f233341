package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.plan.Diagnosis;
import io.loopscope.role.ConditionalOnService;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnService
class DiagnosisConfiguration {
  @Bean
  Diagnosis diagnosis() {
    return new RuleBasedDiagnosis();
  }
}
