package io.shopledger.app.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house for classes under a root: {@code io.shopledger} for ours, another for the broken ones that prove them.
 *
 * @param root of the modules' packages
 */
record HouseRules(String root) {
    private static final Set<String> SIDES = Set.of("command", "query", "shopify", "simulator", "app", "benchmark");

    /** Modules meet in the language only; {@code app} assembles them. */
    ArchRule keepsToItself(String module) {
        String[] others = SIDES.stream()
                .filter(side -> !side.equals(module))
                .map(this::within)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(within(module))
                .should()
                .dependOnClassesThat(are(resideInAnyPackage(others)))
                .allowEmptyShould(true)
                .as(module + " meets other modules in the language only");
    }

    ArchRule languageKnowsNoTechnique() {
        return noClasses()
                .that(are(ofTheLanguage()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net.http..",
                        "okhttp3..",
                        "java.nio.file..",
                        "jakarta..")
                .as("the language knows no Spring, no database, no HTTP and no files");
    }

    ArchRule languageUsesNoModule() {
        return noClasses()
                .that(are(ofTheLanguage()))
                .should()
                .dependOnClassesThat(
                        are(resideInAnyPackage(SIDES.stream().map(this::within).toArray(String[]::new))))
                .as("the language depends on no module");
    }

    ArchRule simulatorIsForTheDemo() {
        return noClasses()
                .that(are(resideOutsideOfPackages(within("simulator"), within("app"))
                        .and(resideInAPackage(root + ".."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(within("simulator"))
                .as("only app uses the simulator");
    }

    ArchRule jsonStaysAtTheEdges() {
        return noClasses()
                .that(are(resideInAPackage(root + "..")
                        .and(resideOutsideOfPackages(
                                within("shopify"),
                                within("query"),
                                within("simulator"),
                                within("app"),
                                within("stored"),
                                within("command.eventstore")))))
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
                        .and(DescribedPredicate.not(resideInAPackage("com.fasterxml.jackson.annotation..")))))
                .as("Jackson stays in shopify, query, simulator, app and where the stored form is made");
    }

    ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Dto|Common)(\\$.*)?")
                .as("no Util, Helper, Manager, Impl, Base, Dto or Common");
    }

    ArchRule packagesSaySomething() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..helper..", "..impl..", "..manager..", "..base..", "..dto..")
                .as("no package util, common, helper, impl, manager, base or dto");
    }

    ArchRule packagesAreNullMarked() {
        return classes().should(new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(item, item.getPackageName() + " is not @NullMarked"));
                }
            }
        });
    }

    ArchRule noPrintedTraces() {
        return noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<>("printStackTrace") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return call.getTarget().getName().equals("printStackTrace");
                    }
                })
                .as("no stack trace is printed");
    }

    ArchRule consoleBelongsToTheCommandLine() {
        return noClasses()
                .that(are(resideOutsideOfPackages(within("app.cli"), root + ".simulator")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .as("System.out is for the command line");
    }

    private DescribedPredicate<JavaClass> ofTheLanguage() {
        return resideInAPackage(root + "..")
                .and(resideOutsideOfPackages(SIDES.stream().map(this::within).toArray(String[]::new)));
    }

    private String within(String room) {
        return root + "." + room + "..";
    }
}
