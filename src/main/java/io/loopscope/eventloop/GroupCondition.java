package io.loopscope.eventloop;

import io.loopscope.eventloop.GroupHealth.Dead;
import io.loopscope.eventloop.GroupHealth.Starved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Whether enough loops of one group are starved to put it out of service. */
final class GroupCondition {
  private static final Log log = LogFactory.getLog(GroupCondition.class);

  private final String group;
  private final HealthSettings settings;
  private final Map<Integer, LoopCondition> loops = new TreeMap<>();
  private @Nullable Instant outSince;

  GroupCondition(String group, HealthSettings settings) {
    this.group = group;
    this.settings = settings;
  }

  GroupHealth look(Look look, List<Vitals> vitals) {
    loops.keySet().retainAll(vitals.stream().map(Vitals::loop).collect(Collectors.toSet()));
    for (Vitals one : vitals) {
      loops.computeIfAbsent(one.loop(), index -> new LoopCondition(settings)).look(look, one);
    }
    List<Starved> starved = starved();
    judge(look, starved);
    return new GroupHealth(
        group, loops.size(), settings.enough(loops.size()), outSince, starved, dead());
  }

  private void judge(Look look, List<Starved> starved) {
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

  private List<Starved> starved() {
    return loops.entrySet().stream()
        .filter(loop -> loop.getValue().starvedSince() != null)
        .map(loop -> starved(loop.getKey(), loop.getValue(), loop.getValue().starvedSince()))
        .toList();
  }

  private static Starved starved(int index, LoopCondition loop, Instant since) {
    return new Starved(index, Math.round(loop.fraction() * 1e3) / 1e3, since);
  }

  private List<Dead> dead() {
    return loops.entrySet().stream()
        .filter(loop -> loop.getValue().isDead())
        .map(loop -> new Dead(group, loop.getKey(), loop.getValue().turnNanos() / 1_000_000_000))
        .toList();
  }
}
