package org.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.archive.FileKind;
import org.lifeboat.language.Language;
import org.lifeboat.language.Texts;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.ChunkProblem;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.Term;
import org.lifeboat.problem.UnreadableBackup;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.restore.Verdict;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

class MessagesTest {

    private static final Texts ENGLISH = Texts.of(Language.ENGLISH);

    static final Set<String> KEYS = ENGLISH.keys();

    /** Every record of the vocabulary, so that a new one is covered at once. */
    static Stream<Class<?>> problems() {
        return leaves(Problem.class);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(MessagesTest::leaves)
                : Stream.of(type);
    }

    private static Problem example(Class<?> record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] facts = new Object[types.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = fact(types[i], i);
        }
        return (Problem) record.getConstructor(types).newInstance(facts);
    }

    /** A fact of that kind, another one in each place; a kind without a rule fails the test. */
    private static Object fact(Class<?> type, int place) {
        return switch (type.getSimpleName()) {
            case "String" -> "fact" + place;
            case "int" -> 4100 + place;
            case "long" -> 5100L + place;
            case "ByteCount" -> new ByteCount((6L + place) << 20);
            case "Term" -> FileKind.ZIP;
            case "Problem" -> new DiskProblem.JournalDamaged();
            default -> throw new AssertionError("no text is known for a fact of " + type);
        };
    }

    /** How a fact of that kind has to stand in its sentence. */
    private static String shown(Object fact) {
        return switch (fact) {
            case ByteCount(long bytes) -> Messages.size(bytes);
            case Term term -> Messages.text(term.key());
            case Problem reason -> Messages.text(reason).replaceFirst("[.]$", "");
            case Integer count -> ENGLISH.number(count);
            case Long count -> ENGLISH.number(count);
            default -> fact.toString();
        };
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemHasASentenceWithTheFactsThatItNames(Class<?> record)
            throws ReflectiveOperationException {
        Problem problem = example(record);
        String format = ENGLISH.pattern(problem.key());
        String text = Messages.text(problem);
        assertIsSentence(text);
        List<Object> facts = problem.facts();
        for (int i = 0; i < facts.size(); i++) {
            if (format.contains("{" + i + "}")) {
                assertThat(text).contains(shown(facts.get(i)));
            } else {
                // Which inode, block or group it was is for experts: no sentence says it.
                assertThat(record.getRecordComponents()[i].getName())
                        .isIn("inode", "block", "group", "reason");
            }
        }
        assertThat(format).doesNotContain("{" + facts.size());
    }

    private static void assertIsSentence(String text) {
        assertThat(text).matches("[A-Z“].*[.]").doesNotContain("{", "}", "'", "null", "  ");
    }

    @Test
    void everyProblemHasAKeyOfItsOwn() throws ReflectiveOperationException {
        Set<String> keys = new TreeSet<>();
        for (Class<?> record : problems().toList()) {
            assertThat(keys.add(example(record).key())).as(record.getName()).isTrue();
        }
        assertThat(keys).hasSizeGreaterThan(90);
        assertThat(KEYS.stream().filter(key -> key.startsWith("problem."))).hasSameElementsAs(keys);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfFileHasAName(FileKind kind) {
        String text = Messages.text(new UnreadableBackup.NotABackup(kind));
        assertThat(text).doesNotContain(kind.name() + ".").startsWith("This is not a Qubes backup");
        assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("filekind");
    }

    @Test
    void everyVerdictHasAWord() {
        assertThat(Verdict.values()).allSatisfy(v -> assertThat(Messages.text(v)).isNotBlank());
        assertThat(ChunkVerdict.values())
                .allSatisfy(v -> assertThat(Messages.text(v)).isNotBlank());
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void everyTextHasNoStraightApostrophes(String key) {
        String text = ENGLISH.pattern(key);
        assertThat(text).isNotBlank().doesNotContain("'");
    }

    @Test
    void aNameFromABackupIsTextAlone() {
        assertThat(Messages.text(new ChunkProblem.Failed("{0}'{1}"))).contains("“{0}'{1}”");
        assertThat(Messages.text(new ChunkProblem.Failed("a\u001b[31m\u202eb\n")))
                .contains("“a?[31m?b?”");
    }
}
