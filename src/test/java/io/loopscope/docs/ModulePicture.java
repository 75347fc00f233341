package io.loopscope.docs;

import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The modules of the code and which of them uses which, as a Mermaid flowchart. Arrows that follow
 * from two others are left out.
 */
final class ModulePicture {
  private final Map<String, Set<String>> uses = new TreeMap<>();

  private ModulePicture() {}

  static ModulePicture ofTheCode() {
    ApplicationModules modules =
        ApplicationModules.of("io.loopscope", new ImportOption.DoNotIncludeTests());
    ModulePicture picture = new ModulePicture();
    modules.forEach(module -> picture.uses.put(name(module), new TreeSet<>(used(module, modules))));
    return picture;
  }

  /** The names of the modules, in alphabetical order. */
  Set<String> modules() {
    return uses.keySet();
  }

  String mermaid() {
    String nodes = uses.keySet().stream().map("  %s\n"::formatted).collect(Collectors.joining());
    String arrows =
        uses.keySet().stream()
            .flatMap(from -> drawn(from).stream().map(to -> "  %s --> %s\n".formatted(from, to)))
            .collect(Collectors.joining());
    return "```mermaid\nflowchart TD\n" + nodes + arrows + "```\n";
  }

  private Set<String> drawn(String from) {
    Set<String> drawn = new TreeSet<>(direct(from));
    direct(from).forEach(via -> drawn.removeAll(reached(via)));
    return drawn;
  }

  private Set<String> reached(String from) {
    Set<String> reached = new TreeSet<>();
    for (String to : direct(from)) {
      if (reached.add(to)) {
        reached.addAll(reached(to));
      }
    }
    return reached;
  }

  private Set<String> direct(String module) {
    return uses.getOrDefault(module, Set.of());
  }

  private static Set<String> used(ApplicationModule module, ApplicationModules modules) {
    return module
        .getDirectDependencies(modules)
        .uniqueModules()
        .map(ModulePicture::name)
        .filter(other -> !other.equals(name(module)))
        .collect(Collectors.toSet());
  }

  private static String name(ApplicationModule module) {
    return module.getIdentifier().toString();
  }
}
