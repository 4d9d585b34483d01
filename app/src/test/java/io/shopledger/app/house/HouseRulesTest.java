package io.shopledger.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our classes keep the rules, and the broken ones beside this test show that each rule can fail. */
class HouseRulesTest {
    private static final HouseRules OURS = new HouseRules("io.shopledger");
    private static final HouseRules BROKEN = new HouseRules("io.shopledger.app.house.broken");

    private static JavaClasses ours;
    private static JavaClasses broken;

    @BeforeAll
    static void readClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.shopledger");
        broken = new ClassFileImporter().importPackages("io.shopledger.app.house.broken");
    }

    static Stream<ArchRule> ours() {
        return rules(OURS);
    }

    static Stream<ArchRule> broken() {
        return rules(BROKEN);
    }

    private static Stream<ArchRule> rules(HouseRules house) {
        return Stream.of(
                house.keepsToItself("command"),
                house.languageKnowsNoTechnique(),
                house.languageUsesNoModule(),
                house.simulatorIsForTheDemo(),
                house.jsonStaysAtTheEdges(),
                house.namesSaySomething(),
                house.packagesSaySomething(),
                house.packagesAreNullMarked(),
                house.noPrintedTraces(),
                house.consoleBelongsToTheCommandLine());
    }

    @ParameterizedTest
    @MethodSource("ours")
    void ours_keepTheRule(ArchRule rule) {
        assertThat(ours).isNotEmpty();
        rule.check(ours);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void broken_areCaught(ArchRule rule) {
        assertThat(rule.evaluate(broken).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "shopify", "simulator"})
    void otherModules_keepToThemselves(String module) {
        OURS.keepsToItself(module).check(ours);
    }

    /** Of the source trees, since a package without a description may have no class file to look at. */
    @Test
    void everyPackage_isDescribedInASentence() throws IOException {
        assertThat(undescribed(Path.of(".."))).isEmpty();
        assertThat(undescribed(Path.of("src/test/java/io/shopledger/app/house/broken")))
                .as("the broken one is caught")
                .singleElement()
                .asString()
                .endsWith("undescribed");
    }

    private static List<Path> undescribed(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java")
                            || top.toString().contains("broken"))
                    .map(file -> file.resolveSibling("package-info.java"))
                    .distinct()
                    .filter(info -> !isSentence(info))
                    .map(Path::getParent)
                    .toList();
        }
    }

    private static boolean isSentence(Path info) {
        try {
            return Files.exists(info) && Files.readString(info).strip().startsWith("/**");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
