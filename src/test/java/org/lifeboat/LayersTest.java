package org.lifeboat;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which package knows which: data flows one way, and only the faces print or draw. */
class LayersTest {

    private static final String ROOT = "org.lifeboat";

    private static final JavaClasses CLASSES = program();

    private static JavaClasses program() {
        try {
            Path classes =
                    Path.of(
                            Lifeboat.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return new ClassFileImporter().importPath(classes);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String[] packages(String names) {
        return Stream.of(names.split(" "))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
    }

    /**
     * Besides itself, the JDK and libraries, a package knows at most what stands beside it. The
     * engine knows disks since it copies files out of those it restored, and the report since it
     * says what is wrong in them.
     */
    @ParameterizedTest
    @CsvSource({
        "watch, ''",
        "problem, ''",
        "local, ''",
        "language, problem local",
        "disk.ext4, problem watch",
        "disk.copy, problem local watch disk.ext4",
        "disk, problem local watch",
        "deflate, ''",
        "tar, ''",
        "archive, problem tar",
        "crypto, problem watch local",
        "catalog, problem",
        "header, problem watch archive crypto",
        "content, problem tar local deflate",
        "format, problem watch tar archive crypto header content deflate",
        "restore, problem watch local tar archive crypto header catalog content format disk"
                + " deflate",
        "report, problem language local catalog content disk restore",
        "cli, problem watch language local archive crypto catalog content disk restore report",
        "wizard, problem watch language local archive crypto catalog content disk restore report"
    })
    void aPackageKnowsOnlyThoseBelowIt(String name, String known) {
        classes()
                .that(resideInAPackage(ROOT + "." + name + ".."))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(packages((name + " " + known).strip()))
                                .or(not(resideInAPackage(ROOT + ".."))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageHasItsRule() throws NoSuchMethodException {
        Set<String> ruled =
                Stream.of(
                                getClass()
                                        .getDeclaredMethod(
                                                "aPackageKnowsOnlyThoseBelowIt",
                                                String.class,
                                                String.class)
                                        .getAnnotation(CsvSource.class)
                                        .value())
                        .map(rule -> rule.substring(0, rule.indexOf(',')))
                        .collect(Collectors.toSet());
        Set<String> there =
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ROOT + "."))
                        .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isNotEmpty().isSubsetOf(ruled);
    }

    @Test
    void noPackagesKnowEachOther() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheFacesPrint() {
        noClasses()
                .that(not(resideInAnyPackage(packages("cli wizard"))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(PrintStream.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void onlyTheWizardDraws() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".wizard..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
                .check(CLASSES);
    }
}
