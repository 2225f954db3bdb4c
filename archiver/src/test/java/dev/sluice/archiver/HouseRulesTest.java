package dev.sluice.archiver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What may depend on what.
@AnalyzeClasses(
    packages = "dev.sluice.archiver",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule changesArePure =
      noClasses()
          .that()
          .resideInAPackage("..archiver.change..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..",
              "io.micronaut..",
              "io.micrometer..",
              "org.slf4j..",
              "org.apache..",
              "java.nio.file..",
              "java.util.concurrent..");

  @ArchTest
  static final ArchRule parquetIsLeftToTheArchiveFormat =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "com.github.luben..");

  @ArchTest
  static final ArchRule duckDbOnlyInTheLake =
      noClasses()
          .that()
          .resideOutsideOfPackage("..archiver.lake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.duckdb..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.sluice.archiver.(*)..").should().beFreeOfCycles();
}
