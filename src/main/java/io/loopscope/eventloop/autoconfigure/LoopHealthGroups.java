package io.loopscope.eventloop.autoconfigure;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * Keeps the event loops out of plain {@code /actuator/health}, so that starved loops do not fail
 * probes whose meaning was settled before they were watched, until a group includes them.
 */
final class LoopHealthGroups implements HealthEndpointGroups {
  private static final Set<String> NAMES = Set.of("eventLoops", "eventLoopLiveness");

  private final HealthEndpointGroups groups;
  private final HealthEndpointGroup primary;

  LoopHealthGroups(HealthEndpointGroups groups) {
    this.groups = groups;
    this.primary =
        groups.getNames().stream().map(groups::get).anyMatch(LoopHealthGroups::hasLoops)
            ? groups.getPrimary()
            : new WithoutLoops(groups.getPrimary());
  }

  @Override
  public HealthEndpointGroup getPrimary() {
    return primary;
  }

  @Override
  public Set<String> getNames() {
    return groups.getNames();
  }

  @Override
  public @Nullable HealthEndpointGroup get(String name) {
    return groups.get(name);
  }

  private static boolean hasLoops(@Nullable HealthEndpointGroup group) {
    return group != null && NAMES.stream().anyMatch(group::isMember);
  }

  private record WithoutLoops(HealthEndpointGroup group) implements HealthEndpointGroup {
    @Override
    public boolean isMember(String name) {
      return !NAMES.contains(name) && group.isMember(name);
    }

    @Override
    public boolean showComponents(SecurityContext securityContext) {
      return group.showComponents(securityContext);
    }

    @Override
    public boolean showDetails(SecurityContext securityContext) {
      return group.showDetails(securityContext);
    }

    @Override
    public StatusAggregator getStatusAggregator() {
      return group.getStatusAggregator();
    }

    @Override
    public HttpCodeStatusMapper getHttpCodeStatusMapper() {
      return group.getHttpCodeStatusMapper();
    }

    @Override
    public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
      return group.getAdditionalPath();
    }
  }
}
