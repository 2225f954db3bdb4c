package dev.sluice.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The rules about dependencies, over all modules at once.
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String[] DEPLOYABLES = {
    "dev.sluice.consumer..", "dev.sluice.query..", "dev.sluice.archiver..", "dev.sluice.ingest.."
  };

  @ArchTest
  static void everyModuleIsHere(JavaClasses classes) {
    for (String module :
        new String[] {
          "model",
          "stream",
          "archive",
          "consumer",
          "archiver",
          "http",
          "query",
          "ingest",
          "local",
          "simulator",
          "e2e"
        }) {
      assertThat(classes.containPackage("dev.sluice." + module)).as(module).isTrue();
    }
  }

  @ArchTest
  static final ArchRule onlyTheStreamRuntimeKnowsTheKinesisClientLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.stream.kcl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.kinesis..");

  @ArchTest
  static final ArchRule theSdkIsNamedWhereItIsUsed =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..dynamodb..",
              "..s3..",
              "..kinesis..",
              "..sqs..",
              "..cloudwatch..",
              "..kcl..",
              "..aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule theRuntimeHasNeverHeardOfAnEvent =
      classes()
          .that()
          .resideInAPackage("dev.sluice.stream..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.sluice.model..",
              "dev.sluice.wire..",
              "dev.sluice.preprocess..",
              "dev.sluice.dynamodb..",
              "dev.sluice.archive..",
              "dev.sluice.consumer..",
              "dev.sluice.archiver..");

  @ArchTest
  static final ArchRule theArchiveFormatServesOthers =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.archive..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DEPLOYABLES[0],
              DEPLOYABLES[1],
              DEPLOYABLES[2],
              DEPLOYABLES[3],
              "dev.sluice.stream..",
              "dev.sluice.local..",
              "dev.sluice.simulator..");

  @ArchTest
  static final ArchRule theHttpServiceServesOthers =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DEPLOYABLES[0],
              DEPLOYABLES[1],
              DEPLOYABLES[2],
              DEPLOYABLES[3],
              "dev.sluice.dynamodb..",
              "dev.sluice.stream..",
              "dev.sluice.local..",
              "dev.sluice.simulator..");

  @ArchTest
  static final ArchRule theConsumerImportsNoOtherService =
      noClasses()
          .that()
          .resideInAPackage(DEPLOYABLES[0])
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DEPLOYABLES[1],
              DEPLOYABLES[2],
              DEPLOYABLES[3],
              "dev.sluice.local..",
              "dev.sluice.simulator..");

  @ArchTest
  static final ArchRule theArchiverImportsNoOtherService =
      noClasses()
          .that()
          .resideInAPackage(DEPLOYABLES[2])
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DEPLOYABLES[0],
              DEPLOYABLES[1],
              DEPLOYABLES[3],
              "dev.sluice.local..",
              "dev.sluice.simulator..");

  @ArchTest
  static final ArchRule theQueryApiImportsNoOtherService =
      noClasses()
          .that()
          .resideInAPackage(DEPLOYABLES[1])
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DEPLOYABLES[0],
              DEPLOYABLES[2],
              DEPLOYABLES[3],
              "dev.sluice.stream..",
              "dev.sluice.local..",
              "dev.sluice.simulator..");

  @ArchTest
  static final ArchRule ingestImportsNoOtherService =
      noClasses()
          .that()
          .resideInAPackage(DEPLOYABLES[3])
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DEPLOYABLES[0],
              DEPLOYABLES[1],
              DEPLOYABLES[2],
              "dev.sluice.stream..",
              "dev.sluice.local..",
              "dev.sluice.simulator..");

  @ArchTest
  static final ArchRule theLocalStackImportsNoOtherModule = onlyItself("dev.sluice.local..");

  @ArchTest
  static final ArchRule theSimulatorImportsNoOtherModule = onlyItself("dev.sluice.simulator..");

  private static ArchRule onlyItself(String module) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            module,
            "java..",
            "javax..",
            "com..",
            "io..",
            "org..",
            "picocli..",
            "jakarta..",
            "scala..",
            "software.amazon..");
  }

  @ArchTest
  static final ArchRule noCyclesBetweenModules =
      slices().matching("dev.sluice.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInsideOfModules =
      slices().matching("dev.sluice.*.(*)..").should().beFreeOfCycles();
}
