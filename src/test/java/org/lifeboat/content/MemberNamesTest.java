package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.MemberProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.testing.Problems;

class MemberNamesTest {

    private static final MemberNames PRIVATE = new MemberNames("vm1", "private.img");
    private static final MemberNames TEMPLATE = new MemberNames("vm9", ".");
    private static final MemberNames HOME = new MemberNames("dom0-home", "anna");

    @Test
    void anArchivesOwnFileIsInItsPlace() throws ProblemException {
        assertThat(PRIVATE.place("vm1/private.img")).containsExactly("private.img");
        assertThat(PRIVATE.place("vm1//./private.img")).containsExactly("private.img");
        assertThat(new MemberNames("appvms/work", "apps").place("appvms/work/apps/x.desktop"))
                .containsExactly("apps", "x.desktop");
        assertThat(new MemberNames("", "qubes.xml").place("qubes.xml"))
                .containsExactly("qubes.xml");
    }

    @Test
    void aTemplateIsItsWholeFolder() throws ProblemException {
        assertThat(TEMPLATE.place("vm9/./root.img")).containsExactly("root.img");
        assertThat(TEMPLATE.place("vm9/./apps/x.desktop")).containsExactly("apps", "x.desktop");
        assertThat(TEMPLATE.place("vm9/.")).isEmpty();
        assertThat(TEMPLATE.place("vm9/./")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vm10/private.img",
                "vm/private.img",
                "vm2/private.img",
                "private.img",
                "vm1/root.img",
                "vm1/private.img.bak",
                "vm1/private",
                "vm1/sub/private.img",
                "vm1",
                "vm1/",
                "",
                "VM1/private.img",
                "./vm2/private.img"
            })
    void aMemberOfAnotherArchiveIsForeign(String name) {
        assertThat(Problems.codeOf(() -> PRIVATE.place(name)))
                .isEqualTo(MemberProblem.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm10/./root.img", "vm90/root.img", "vm/root.img", "."})
    void aTemplateHoldsNoOtherVm(String name) {
        assertThat(Problems.codeOf(() -> TEMPLATE.place(name)))
                .isEqualTo(MemberProblem.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vm9/../vm1/private.img",
                "vm9/./../../etc/passwd",
                "..",
                "../vm9/root.img",
                "/vm9/root.img",
                "/etc/passwd",
                "//vm9/root.img",
                "vm9/root.img/..",
                "vm9/a\0b"
            })
    void aNameThatLeadsElsewhereIsUnsafe(String name) {
        assertThat(Problems.codeOf(() -> TEMPLATE.place(name)))
                .isEqualTo(MemberProblem.Unsafe.class);
    }

    @Test
    void aNameOfAThousandFoldersIsUnsafe() {
        String deep = "vm9/" + "d/".repeat(1000) + "file";
        assertThat(Problems.codeOf(() -> TEMPLATE.place(deep)))
                .isEqualTo(MemberProblem.Unsafe.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm9/..hidden", "vm9/...", "vm9/a..b", "vm9/ ..", "vm9/C:\\x"})
    void dotsWithinANameAreHarmless(String name) throws ProblemException {
        assertThat(TEMPLATE.place(name)).containsExactly(name.substring(4));
    }

    @ParameterizedTest
    @CsvSource({
        "vm9//usr/share/qubes/icons/green.png, /usr/share/qubes/icons/green.png",
        "vm9/root.img, root.img",
        "vm9/../other, ../other",
        "/usr/share/green.png, /usr/share/green.png"
    })
    void aTemplatesLinksWereAllRewritten(String stored, String original) {
        assertThat(TEMPLATE.originalTarget(stored)).isEqualTo(original);
    }

    @ParameterizedTest
    @CsvSource({
        "dom0-home/anna-to-grandma.txt, anna-to-grandma.txt",
        "dom0-home/anna/notes, anna/notes",
        "dom0-home/bert, dom0-home/bert",
        "/usr/share/backgrounds/qubes.png, /usr/share/backgrounds/qubes.png",
        "../Documents/anna, ../Documents/anna",
        "'', ''"
    })
    void inDom0sHomeOnlyLinksThatBeginWithTheUserWereRewritten(String stored, String original) {
        assertThat(HOME.originalTarget(stored)).isEqualTo(original);
    }

    @Test
    void aDotInAnArchivesNameStoodForAnyCharacter() {
        MemberNames names = new MemberNames("vm1", "apps.templates");
        assertThat(names.originalTarget("vm1/apps-templates/x")).isEqualTo("apps-templates/x");
        assertThat(names.originalTarget("vm1/apps/x")).isEqualTo("vm1/apps/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\E(", "\\Q", "a(b", "[", "*", "$1", "a\\"})
    void anArchiveMayHaveAnyName(String name) {
        assertThatCode(() -> new MemberNames("vm1", name)).doesNotThrowAnyException();
        MemberNames names = new MemberNames("vm1", name);
        assertThat(names.originalTarget("vm1/" + name + "/x")).isEqualTo(name + "/x");
    }
}
