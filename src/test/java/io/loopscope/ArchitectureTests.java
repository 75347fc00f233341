package io.loopscope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.loopscope.role.ConditionalOnRole;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.stereotype.Component;

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
    "failure, ''",
    "setting, ''",
    "eventloop, ''",
    "role, ''",
    "http, failure setting role",
    "placement, eventloop http failure setting role",
    "plane, eventloop http failure setting role",
    "process, placement http failure setting role",
    "cpu, placement task http failure setting eventloop role",
    "io, placement task http failure setting downstream eventloop role",
    "task, placement http failure setting eventloop role",
    "loop, placement http failure setting eventloop role",
    "socket, placement plane http failure setting eventloop role",
    "stream, placement http failure setting eventloop role",
    "downstream, plane socket http failure setting eventloop role",
    "openapi, placement http failure setting eventloop role",
    "console, experiment observation plane http failure setting eventloop role",
    "latency, ''",
    "host, ''",
    "observation, latency host eventloop role",
    "loadgen, latency host plane eventloop http failure setting role",
    "experiment, placement loadgen observation process downstream latency host plane eventloop http failure setting role",
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

  /** {@code ExperimentController} is imported by a configuration with a condition. */
  @Test
  void componentsThatNotEveryRoleNeedsNameTheirRoles() {
    assertThat(CODE.that(are(metaAnnotatedWith(Component.class))))
        .filteredOn(type -> !type.isMetaAnnotatedWith(ConditionalOnRole.class))
        .filteredOn(type -> !type.getPackageName().startsWith("io.loopscope.eventloop"))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder(
            "Loopscope",
            "StartupMessage",
            "HttpConfiguration",
            "ProblemExceptionHandler",
            "ConsolePlane",
            "PlaneAddresses",
            "PortValidator",
            "ServicePlane",
            "ParentProcess",
            "TokenFilter",
            "TraceConfiguration",
            "ExperimentController");
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
