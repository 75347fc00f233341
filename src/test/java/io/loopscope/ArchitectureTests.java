package io.loopscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ArchitectureTests {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.loopscope");

  @Test
  void modulesHaveNoCyclesAndKeepTheirInsidesToThemselves() {
    ApplicationModules modules = ApplicationModules.of("io.loopscope").verify();
    new Documenter(modules).writeModulesAsPlantUml();
  }

  /** Which features a feature may use; everything else is forbidden. */
  @ParameterizedTest
  @CsvSource({
    "eventloop, ''",
    "role, ''",
    "http, role",
    "placement, eventloop http role",
    "plane, eventloop http role",
    "process, placement http role",
    "cpu, placement task http eventloop role",
    "io, placement task http downstream eventloop role",
    "task, placement http eventloop role",
    "loop, placement http eventloop role",
    "socket, placement plane http eventloop role",
    "stream, placement http eventloop role",
    "downstream, plane socket http eventloop role",
    "openapi, placement http eventloop role",
    "console, experiment observation plane http eventloop role",
    "latency, ''",
    "host, ''",
    "observation, latency host eventloop role",
    "loadgen, latency host plane eventloop http role",
    "experiment, loadgen observation process downstream latency host plane eventloop http role",
    "trace, ''",
    "image, ''"
  })
  void aFeatureUsesOnlyTheFeaturesItMay(String feature, String uses) {
    String own = "io.loopscope." + feature + "..";
    String[] allowed =
        uses.isEmpty()
            ? new String[] {own}
            : (own + " io.loopscope." + uses.replace(" ", ".. io.loopscope.") + "..").split(" ");
    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.loopscope..").and(not(resideInAnyPackage(allowed))))
        .check(CODE);
  }

  @Test
  void onlyTheMonitorAndTheSocketsOfThePlanesKnowNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.loopscope.eventloop..", "io.loopscope.plane")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CODE);
  }

  @Test
  void onlyPlacementAndTheMonitorNameSchedulers() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.loopscope.placement..", "io.loopscope.eventloop.monitor")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("reactor\\.core\\.scheduler\\.Schedulers?")
        .check(CODE);
  }

  @Test
  void nothingWaitsForAPublisher() {
    classes()
        .should(
            notCall(
                "reactor.core.publisher.",
                Set.of(
                    "block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream")))
        .check(CODE);
  }

  @Test
  void nothingSleeps() {
    classes().should(notCall("java.lang.Thread", Set.of("sleep"))).check(CODE);
  }

  @Test
  void controllersAndSettingsOfAFeatureStayInIt() {
    noClasses().that().haveSimpleNameEndingWith("Controller").should().bePublic().check(CODE);
  }

  private static ArchCondition<JavaClass> notCall(String owner, Set<String> methods) {
    return new ArchCondition<>("not call " + methods + " of " + owner) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
          if (call.getTargetOwner().getName().startsWith(owner)
              && methods.contains(call.getTarget().getName())) {
            events.add(SimpleConditionEvent.violated(call, call.getDescription()));
          }
        }
      }
    };
  }
}
