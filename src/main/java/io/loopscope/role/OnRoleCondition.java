package io.loopscope.role;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Compares the role of this process with those that {@link ConditionalOnRole} names. */
final class OnRoleCondition extends SpringBootCondition {
  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    Role role = Role.of(context.getEnvironment());
    boolean matches =
        metadata.getAnnotations().stream(ConditionalOnRole.class)
            .allMatch(annotation -> contains(annotation.getEnumArray("value", Role.class), role));
    return new ConditionOutcome(
        matches,
        ConditionMessage.forCondition(ConditionalOnRole.class).because("loopscope.role=" + role));
  }

  private static boolean contains(Role[] roles, Role role) {
    return Arrays.asList(roles).contains(role);
  }
}
