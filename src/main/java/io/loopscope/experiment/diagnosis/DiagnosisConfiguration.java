package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.Diagnosis;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class DiagnosisConfiguration {
  @Bean
  Diagnosis diagnosis() {
    return new RulesDiagnosis();
  }
}
