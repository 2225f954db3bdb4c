package dev.sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/// Dependencies of this module point inward.
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule modelKnowsOnlyJava =
      classes()
          .that()
          .resideInAPackage("dev.sluice.model")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.sluice.model", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule decodingAndPreprocessingArePure =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.sluice.wire",
              "dev.sluice.preprocess",
              "dev.sluice.deadletter",
              "dev.sluice.quality")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..",
              "io.micronaut..",
              "io.micrometer..",
              "java.util.concurrent..",
              "org.slf4j..",
              "java.util.logging..",
              "java.net..",
              "java.nio.file..",
              "dev.sluice.dynamodb",
              "dev.sluice.aws");

  @ArchTest
  static final ArchRule awsIsNamedWhereItIsUsed =
      noClasses()
          .that()
          .resideOutsideOfPackages("..dynamodb..", "..aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("dev.sluice.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void everyPackageSaysWhereToStart(JavaClasses classes) {
    assertThat(classes).as("class files that were read").hasSizeGreaterThan(30);
    assertThat(classes.getPackage("dev.sluice").getSubpackagesInTree())
        .hasSizeGreaterThanOrEqualTo(5)
        .allMatch(ArchitectureTest::isNullMarked, "has a @NullMarked package-info");
  }

  private static boolean isNullMarked(JavaPackage javaPackage) {
    return javaPackage.tryGetPackageInfo().isPresent()
        && javaPackage.isAnnotatedWith(NullMarked.class);
  }
}
