package io.xendisk.xenapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a user of the library sees, and what its parts may know of each other. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.xendisk.xenapi");

  private static boolean isPublicApi(JavaClass type) {
    return type.getPackageName().equals("io.xendisk.xenapi")
        && type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isPublicApi).orElse(true);
  }

  @Test
  void noPublicSignatureHoldsATypeOfTheSdkOrOfTheInside() {
    Set<String> leaks = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (isPublicApi(type)) {
        Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
            .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
            .forEach(member -> leaksOf(member, leaks));
        type.getFields().stream()
            .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
            .forEach(field -> leaksOf(field, leaks));
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static void leaksOf(JavaMember member, Set<String> leaks) {
    member.getAllInvolvedRawTypes().stream()
        .filter(type -> !type.isPrimitive() && !type.getName().startsWith("["))
        .filter(
            type ->
                !type.getPackageName().matches("java\\..*|javax\\.net\\..*")
                    && !(type.getPackageName().equals("io.xendisk.xenapi") && isPublicApi(type)))
        .forEach(type -> leaks.add(member.getFullName() + " shows " + type.getName()));
  }

  @Test
  void theWireKnowsNothingOfXenApi() {
    noClasses()
        .that()
        .resideInAnyPackage("io.xendisk.xenapi.http", "io.xendisk.xenapi.xmlrpc")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.xendisk.xenapi", "com.xensource..", "org.apache..")
        .check(CLASSES);
  }

  @Test
  void nothingHeavyIsOnTheWayOfACommand() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.slf4j..", "java.util.logging..", "java.net.http..")
        .check(CLASSES);
  }

  @Test
  void everyPublicClassIsFinalSealedOrAnEnum() {
    var open =
        CLASSES.stream()
            .filter(ArchitectureTest::isPublicApi)
            .filter(type -> !type.isInterface() && !type.isEnum() && !type.isRecord())
            .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
            .map(JavaClass::getSimpleName);

    assertThat(open).containsExactly("PoolException"); // sealed
  }
}
