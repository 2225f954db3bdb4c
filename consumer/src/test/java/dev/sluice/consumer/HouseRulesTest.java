package dev.sluice.consumer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sluice.consumer.pipeline.EventCounts;
import dev.sluice.consumer.pipeline.QualityMeters;
import dev.sluice.consumer.pipeline.Stages;

/// What may depend on what.
@AnalyzeClasses(
    packages = "dev.sluice.consumer",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule pipelineKnowsNoTechnology =
      noClasses()
          .that()
          .resideInAPackage("..pipeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..",
              "io.micronaut..",
              "jakarta..",
              "org.slf4j..",
              "dev.sluice.aws..");

  @ArchTest
  static final ArchRule pipelineMeasuresInThreePlacesOnly =
      noClasses()
          .that()
          .resideInAPackage("..pipeline..")
          .and()
          .doNotBelongToAnyOf(Stages.class, EventCounts.class, QualityMeters.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer..");

  @ArchTest
  static final ArchRule sdkOnlyWhereTheNameSaysSo =
      noClasses()
          .that()
          .resideOutsideOfPackages("..dynamodb..", "..s3..", "..aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule kclOnlyInTheRuntime =
      noClasses().should().dependOnClassesThat().resideInAPackage("software.amazon.kinesis..");

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.consumer.s3..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.consumer.dynamodb..");

  @ArchTest
  static final ArchRule noCycles = slices().matching("dev.sluice.(**)").should().beFreeOfCycles();
}
