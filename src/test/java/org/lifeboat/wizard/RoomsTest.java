package org.lifeboat.wizard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;
import org.lifeboat.local.OperatingSystem;
import org.lifeboat.report.Durations;
import org.lifeboat.report.Messages;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The wizard's own rooms: kit below browser, browser below steps, the frame above all. */
class RoomsTest {

    private static final String FRAME = "org.lifeboat.wizard";
    private static final String STEPS = FRAME + ".steps";
    private static final String BROWSER = FRAME + ".browser";
    private static final String KIT = FRAME + ".kit";

    private static final JavaClasses CLASSES = program();

    private static JavaClasses program() {
        try {
            Path classes =
                    Path.of(
                            WizardApp.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return new ClassFileImporter().importPath(classes);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void theKitKnowsNothingOfBackupsButHasWordsForPeopleAndTheSystem() {
        DescribedPredicate<JavaClass> words =
                JavaClass.Predicates.equivalentTo(Messages.class)
                        .or(JavaClass.Predicates.equivalentTo(Durations.class));
        classes()
                .that(resideInAPackage(KIT))
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage(KIT)
                                .or(words)
                                .or(JavaClass.Predicates.assignableTo(OperatingSystem.class))
                                .or(DescribedPredicate.not(resideInAPackage("org.lifeboat.."))))
                .check(CLASSES);
    }

    @Test
    void theBrowserKnowsNeitherTheStepsNorTheFrame() {
        noClasses()
                .that(resideInAPackage(BROWSER))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAME, STEPS))
                .check(CLASSES);
    }

    @Test
    void theStepsDoNotKnowTheFrame() {
        noClasses()
                .that(resideInAPackage(STEPS))
                .should()
                .dependOnClassesThat(resideInAPackage(FRAME))
                .check(CLASSES);
    }

    @Test
    void theFrameIsAllThatTheProgramKnows() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage(FRAME + "..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(STEPS, BROWSER, KIT))
                .check(CLASSES);
    }
}
