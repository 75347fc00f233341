package io.loopscope.eventloop.autoconfigure;

import io.loopscope.eventloop.diagnosis.ApplicationCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.util.ClassUtils;

/** Finds out what the application's code is: from a setting, and from what Spring Boot scans. */
final class ApplicationCodeFinder {
  private ApplicationCodeFinder() {}

  static ApplicationCode find(BeanFactory beans, List<String> named) {
    Class<?> main = main(beans);
    return new ApplicationCode(
        named,
        AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of(),
        main == null ? ClassUtils.getDefaultClassLoader() : main.getClassLoader(),
        main);
  }

  private static @Nullable Class<?> main(BeanFactory beans) {
    if (!(beans instanceof ListableBeanFactory)) {
      return null;
    }
    String[] names =
        ((ListableBeanFactory) beans).getBeanNamesForAnnotation(SpringBootConfiguration.class);
    Class<?> type = names.length == 0 ? null : beans.getType(names[0]);
    return type == null ? null : ClassUtils.getUserClass(type);
  }
}
