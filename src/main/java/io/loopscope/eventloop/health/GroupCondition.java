package io.loopscope.eventloop.health;

import io.loopscope.eventloop.health.GroupHealth.Dead;
import io.loopscope.eventloop.health.GroupHealth.Starved;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Whether enough loops of one group are starved to put it out of service. */
final class GroupCondition {
  private static final Log log = LogFactory.getLog(GroupCondition.class);

  private final String group;
  private final HealthSettings settings;
  private final Map<Object, Member> loops = new LinkedHashMap<>();
  private @Nullable Instant outSince;

  GroupCondition(String group, HealthSettings settings) {
    this.group = group;
    this.settings = settings;
  }

  GroupHealth look(HealthSample look, List<LoopSnapshot> vitals) {
    loops.keySet().retainAll(vitals.stream().map(LoopSnapshot::loop).collect(Collectors.toSet()));
    for (LoopSnapshot one : vitals) {
      loops.computeIfAbsent(one.loop(), it -> member(one)).condition().look(look, one);
    }
    List<Starved> starved = starved();
    judge(look, starved);
    return new GroupHealth(
        group, loops.size(), settings.enough(loops.size()), outSince, starved, dead());
  }

  private void judge(HealthSample look, List<Starved> starved) {
    boolean out = starved.size() >= settings.enough(loops.size());
    if (out && outSince == null) {
      outSince = look.time();
      log.warn(
          "Event loops of %s are out of service: starved are %s of %d"
              .formatted(group, starved.stream().map(Starved::loop).toList(), loops.size()));
    } else if (!out && outSince != null) {
      log.warn("Event loops of %s are back in service, out since %s".formatted(group, outSince));
      outSince = null;
    }
  }

  private Member member(LoopSnapshot one) {
    return new Member(one.index(), new LoopCondition(settings));
  }

  private List<Starved> starved() {
    return loops.values().stream()
        .flatMap(loop -> loop.condition().starved(loop.index()).stream())
        .toList();
  }

  private List<Dead> dead() {
    return loops.values().stream()
        .flatMap(loop -> loop.condition().dead(group, loop.index()).stream())
        .toList();
  }

  private record Member(int index, LoopCondition condition) {}
}
