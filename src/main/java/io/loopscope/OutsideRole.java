package io.loopscope;

import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.stereotype.Controller;

/** Matches what the role of this process leaves out, by the package it is in. */
final class OutsideRole implements TypeFilter, EnvironmentAware {
  private static final String ROOT = OutsideRole.class.getPackageName();

  private Role role = Role.LAB;

  @Override
  public void setEnvironment(Environment environment) {
    role = RoleSettings.of(environment).role();
  }

  @Override
  public boolean match(MetadataReader type, MetadataReaderFactory types) {
    String feature = feature(type.getClassMetadata().getClassName());
    return !role.starts(feature)
        || !role.serves(feature)
            && type.getAnnotationMetadata().isAnnotated(Controller.class.getName());
  }

  /** The package below the root: {@code process.child}; empty for the root itself. */
  static String feature(String className) {
    int end = className.lastIndexOf('.');
    return end <= ROOT.length() ? "" : className.substring(ROOT.length() + 1, end);
  }
}
