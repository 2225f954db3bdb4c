package dev.sluice.archive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What may depend on what.
@AnalyzeClasses(
    packages = "dev.sluice.archive",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule rowsArePure =
      noClasses()
          .that()
          .resideInAPackage("..archive.row..")
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
  static final ArchRule parquetAndHadoopOnlyWhereTheNameSaysSo =
      noClasses()
          .that()
          .resideOutsideOfPackage("..archive.parquet..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "com.github.luben..");

  @ArchTest
  static final ArchRule noFrameworkChoosesForThoseWhoUseIt =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("io.micronaut..", "jakarta..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.sluice.archive.(*)..").should().beFreeOfCycles();
}
