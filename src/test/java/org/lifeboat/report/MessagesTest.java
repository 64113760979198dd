package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.archive.FileKind;
import org.lifeboat.problem.Code;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.Verdict;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

class MessagesTest {

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.lifeboat.messages");

    static final Set<String> KEYS = new TreeSet<>(BUNDLE.keySet());

    /** Every factory of every fatal condition, so that a new one is covered at once. */
    static Stream<Method> fatalConditions() {
        return Stream.of(FatalException.class.getPermittedSubclasses())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> FatalException.class.isAssignableFrom(method.getReturnType()));
    }

    private static Object anyFact(Class<?> type) {
        if (type == long.class) {
            return 1_234_567L;
        }
        return type == Enum.class ? FileKind.ZIP : "fact";
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemHasASentence(Code code) {
        assertIsSentence(Messages.text(Problem.of(code, "One", "two", "three")));
    }

    @ParameterizedTest
    @MethodSource("fatalConditions")
    void everyFatalConditionHasASentenceThatSaysItsFacts(Method factory) throws Exception {
        Object[] facts =
                Arrays.stream(factory.getParameterTypes()).map(MessagesTest::anyFact).toArray();
        FatalException fatal = (FatalException) factory.invoke(null, facts);
        String text = Messages.text(fatal);
        assertIsSentence(text);
        for (int i = 0; i < fatal.facts().size(); i++) {
            assertThat(BUNDLE.getString(fatal.key())).contains("{" + i);
        }
    }

    private static void assertIsSentence(String text) {
        assertThat(text).matches("[A-Z“].*[.]").doesNotContain("{", "}", "'", "null", "  ");
    }

    @Test
    void thereAreFatalConditionsOfEveryKind() {
        assertThat(fatalConditions().map(Method::getDeclaringClass).distinct()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfFileHasAName(FileKind kind) {
        String text = Messages.text(FatalException.Unreadable.notABackup(kind));
        assertThat(text).doesNotContain(kind.name() + ".").startsWith("This is not a Qubes backup");
        assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("filekind");
    }

    @Test
    void everyVerdictHasAWord() {
        assertThat(Verdict.values()).allSatisfy(v -> assertThat(Messages.text(v)).isNotBlank());
        assertThat(ChunkResult.Verdict.values())
                .allSatisfy(v -> assertThat(Messages.text(v)).isNotBlank());
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void everyTextIsAFormatWithoutStraightApostrophes(String key) {
        String text = BUNDLE.getString(key);
        assertThat(text).isNotBlank().doesNotContain("'");
        new MessageFormat(text, Locale.ROOT);
    }

    @Test
    void longsAreSizesAndIntegersAreCounts() {
        assertThat(Messages.text(Problem.of(Code.INDEX_DAMAGED, 2_000_000L, 512L)))
                .contains("2.0 MB", "512 bytes");
        assertThat(Messages.text(Problem.of(Code.MORE_OF_THE_SAME, 12345))).startsWith("12345 ");
    }

    @Test
    void aNameFromABackupIsTextAlone() {
        assertThat(Messages.text(Problem.of(Code.CHUNK_FAILED, "{0}'{1}"))).contains("“{0}'{1}”");
        assertThat(Messages.text(Problem.of(Code.CHUNK_FAILED, "a\u001b[31m\u202eb\n")))
                .contains("“a?[31m?b?”");
    }
}
