package io.xendisk;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import io.xendisk.domain.disk.contents.DiskBytes;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;

/**
 * The arrows of the house (design.md) and what only its outermost ring may do, as rules on compiled
 * classes. A package that is not named here may see nothing of ours but itself.
 */
final class HouseRules {
  private static final String OUTERMOST = "io.xendisk";
  private static final String DOMAIN = "io.xendisk.domain..";
  private static final String PORT = "io.xendisk.port..";
  private static final String OPERATION = "io.xendisk.operation..";
  private static final String ANSWER = "io.xendisk.answer..";
  private static final String SERVICE = "io.xendisk.service..";
  private static final String HTTP = "io.xendisk.service.http..";
  private static final String METRICS = "io.xendisk.service.metrics..";
  private static final String CLI = "io.xendisk.cli..";
  private static final String CONFIG = "io.xendisk.config..";
  private static final String ADAPTER = "io.xendisk.adapter..";
  private static final String CLIENT = "io.xendisk.xenapi..";
  private static final String FIXTURES = "io.xendisk.fixtures..";

  /** Methods that tell the time of this machine, whoever asks. */
  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime");

  private static final Set<String> SLEEPS =
      Set.of(
          "java.lang.Thread.sleep",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.concurrent.locks.LockSupport.parkNanos");

  private static final Set<String> DICE =
      Set.of(
          "java.util.Random.<init>",
          "java.util.SplittableRandom.<init>",
          "java.security.SecureRandom.<init>",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  static final ArchRule DOMAIN_IS_PURE =
      sees(DOMAIN, alwaysFalse())
          .because("the domain decides by what it is given (design.md, principle 2)");

  /** Bytes reach it as a stream that somebody else opened. */
  static final ArchRule DOMAIN_DOES_NO_IO =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..",
                      "java.nio.file..",
                      "java.nio.channels..",
                      "java.net..",
                      "java.sql..",
                      "javax.net..")
                  .and(
                      DescribedPredicate.not(belongToAnyOf(InputStream.class, IOException.class))));

  static final ArchRule DOMAIN_OPENS_NO_STREAM =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .and()
          .resideOutsideOfPackage(DiskBytes.class.getPackageName())
          .should()
          .dependOnClassesThat()
          .areAssignableTo(InputStream.class);

  static final ArchRule DOMAIN_HAS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat(belongToAnyOf(Clock.class, InstantSource.class));

  static final ArchRule PORT_SEES_THE_DOMAIN =
      sees(PORT, resideInAPackage(DOMAIN).or(belongToAnyOf(PoolException.class)));

  static final ArchRule OPERATION_SEES_PORT_AND_DOMAIN =
      sees(OPERATION, resideInAnyPackage(PORT, DOMAIN).or(belongToAnyOf(PoolException.class)));

  static final ArchRule ADAPTER_SEES_PORT_DOMAIN_AND_CLIENT =
      sees(ADAPTER, resideInAnyPackage(PORT, DOMAIN, CLIENT));

  static final ArchRule ADAPTERS_SEE_NO_OTHER_ADAPTER =
      slices().matching("io.xendisk.adapter.(*)..").should().notDependOnEachOther();

  static final ArchRule CLI_SEES_OPERATION_PORT_DOMAIN_AND_CONFIG =
      sees(
          CLI,
          resideInAnyPackage(ANSWER, OPERATION, PORT, DOMAIN, CONFIG)
              .or(belongToAnyOf(PoolException.class, Trust.class)));

  static final ArchRule ANSWER_SEES_OPERATION_PORT_AND_DOMAIN =
      sees(
          ANSWER,
          resideInAnyPackage(OPERATION, PORT, DOMAIN).or(belongToAnyOf(PoolException.class)));

  /** No arrow to the commands: service and command are two ways to the same operations. */
  static final ArchRule SERVICE_SEES_ANSWER_OPERATION_PORT_DOMAIN_AND_CONFIG =
      sees(
          SERVICE,
          resideInAnyPackage(ANSWER, OPERATION, PORT, DOMAIN, CONFIG)
              .or(belongToAnyOf(PoolException.class)));

  /** A command is started a thousand times a day, and loads nothing of this. */
  static final ArchRule ONLY_THE_FRONT_SEES_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage(HTTP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

  static final ArchRule ONLY_THE_METRICS_SEE_MICROMETER =
      noClasses()
          .that()
          .resideOutsideOfPackage(METRICS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..");

  static final ArchRule ONLY_THE_SERVICE_LOGS =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVICE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.slf4j..", "ch.qos.logback..", "java.util.logging..");

  static final ArchRule CONFIG_SEES_THE_DOMAIN =
      sees(CONFIG, resideInAPackage(DOMAIN).or(belongToAnyOf(Trust.class)));

  static final ArchRule ONLY_THE_WIRING_SEES_ADAPTERS =
      noClasses()
          .that()
          .resideOutsideOfPackages(OUTERMOST, ADAPTER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ADAPTER);

  static final ArchRule ONLY_THE_DEMO_SEES_FIXTURES =
      noClasses()
          .that()
          .resideOutsideOfPackage(OUTERMOST)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(FIXTURES);

  static final ArchRule NOBODY_SEES_THE_WIRING =
      noClasses()
          .that()
          .resideOutsideOfPackage(OUTERMOST)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(OUTERMOST);

  static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("io.xendisk.(**)").should().beFreeOfCycles();

  static final ArchRule ONLY_THE_WIRING_HAS_A_CLOCK = onlyTheWiringCalls(CLOCKS, "a clock");
  static final ArchRule NOBODY_SLEEPS = onlyTheWiringCalls(SLEEPS, "a sleep");
  static final ArchRule ONLY_THE_WIRING_HAS_DICE = onlyTheWiringCalls(DICE, "dice");

  static final ArchRule ONLY_THE_WIRING_KNOWS_THE_PROCESSS_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage(OUTERMOST)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(System.class, "in");

  static final ArchRule ONLY_COMMANDS_PRINT =
      noClasses()
          .that()
          .resideOutsideOfPackages(OUTERMOST, CLI)
          .should()
          .dependOnClassesThat(belongToAnyOf(PrintStream.class, PrintWriter.class));

  static final ArchRule ONLY_THE_ENTRY_POINT_EXITS =
      noClasses()
          .that()
          .resideOutsideOfPackage(OUTERMOST)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  private HouseRules() {}

  /** Of ours a package sees itself and what it may. */
  private static ArchRule sees(String own, DescribedPredicate<? super JavaClass> others) {
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("io.xendisk..")
                .or(resideInAPackage(own))
                .or(others.<JavaClass>forSubtype()));
  }

  private static ArchRule onlyTheWiringCalls(Set<String> methods, String what) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(OUTERMOST)
        .should()
        .accessTargetWhere(targetIsOneOf(methods).as("the target is " + what));
  }

  private static DescribedPredicate<JavaAccess<?>> targetIsOneOf(Set<String> methods) {
    return DescribedPredicate.describe(
        "the target is one of " + methods,
        access ->
            methods.contains(
                access.getTargetOwner().getName()
                    + "."
                    + HasName.Functions.GET_NAME.apply(access.getTarget())));
  }
}
