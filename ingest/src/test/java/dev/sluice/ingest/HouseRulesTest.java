package dev.sluice.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What may depend on what.
@AnalyzeClasses(
    packages = "dev.sluice.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule publishingIsPure =
      noClasses()
          .that()
          .resideInAnyPackage("dev.sluice.ingest.publish", "dev.sluice.ingest.submission")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..", "io.micronaut..", "jakarta..", "io.micrometer..", "org.slf4j..");

  @ArchTest
  static final ArchRule sdkOnlyWhereTheNameSaysSo =
      noClasses()
          .that()
          .resideOutsideOfPackages("..kinesis..", "..sqs..", "..s3..", "..dynamodb..", "..aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule kclOnlyInTheRuntime =
      noClasses().should().dependOnClassesThat().resideInAPackage("software.amazon.kinesis..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.sluice.ingest.(**)").should().beFreeOfCycles();
}
