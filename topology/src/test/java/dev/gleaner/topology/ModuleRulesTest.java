package dev.gleaner.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What flows knows nothing of models, HTTP and files: those come through its ports. */
class ModuleRulesTest {

    private final JavaClasses topology = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gleaner.topology");

    @Test
    void shouldKnowNoModelNoHttpNoFilesAndNoRegistryClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.onnxruntime..",
                        "io.javalin..",
                        "java.net..",
                        "java.nio.file..",
                        "io.confluent..",
                        "picocli..")
                .check(topology);
    }

    @Test
    void shouldDependOnNoOtherModuleButTheSchemas() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.gleaner.topology..",
                        "dev.gleaner.schema..",
                        "java..",
                        "org.apache.kafka..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(topology);
    }

    @Test
    void shouldHaveStagesThatDoNotKnowOneAnother() {
        slices().matching("dev.gleaner.topology.(*)..")
                .should()
                .beFreeOfCycles()
                .check(topology);
    }
}
