package org.lifeboat.restore.unfinished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.archive.FileKind;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.RecordKey;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a record, and what is written in them. */
class RecordTest {

    private static final byte[] SALT = new byte[RecordKey.SALT];

    @TempDir private Path folder;

    private static RecordKey key(String passphrase) {
        try (Passphrase secret = Passphrase.ofBytes(passphrase.getBytes(StandardCharsets.UTF_8))) {
            return RecordKey.derive(secret, SALT);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path log(String... entries) throws IOException {
        Path file = folder.resolve("record");
        try (SealedLog log = SealedLog.create(file, SALT, key("right"))) {
            for (String entry : entries) {
                log.append(bytes(entry));
            }
            log.sync();
        }
        return file;
    }

    private static List<String> read(Path file, String passphrase) throws IOException {
        SealedLog.Opened opened = SealedLog.open(file, key(passphrase)).orElseThrow();
        opened.log().close();
        return opened.entries().stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void entriesAreReadInTheirOrder() throws IOException {
        assertThat(read(log("one", "two", "three"), "right"))
                .containsExactly("one", "two", "three");
    }

    @Test
    void whoHasNotGotThePassphraseCannotWriteAnEntry() throws IOException {
        assertThat(read(log("one"), "wrong")).isEmpty();
    }

    @Test
    void aLogThatWasTornIsGoneOnWithWhereItIsRight() throws IOException {
        Path file = log("one", "two");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        SealedLog.Opened opened = SealedLog.open(file, key("right")).orElseThrow();
        assertThat(opened.entries()).hasSize(1);
        try (SealedLog log = opened.log()) {
            log.append(bytes("three"));
        }
        assertThat(read(file, "right")).containsExactly("one", "three");
    }

    @Test
    void noByteOfAnEntryCanBeChangedNorAnEntryLeftOut() throws IOException {
        Path file = log("one", "two", "three");
        byte[] whole = Files.readAllBytes(file);
        int start = 8 + RecordKey.SALT;
        for (int at = start; at < whole.length; at += 13) {
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            Files.write(file, changed);
            assertThat(read(file, "right")).isIn(List.of(), List.of("one"), List.of("one", "two"));
        }
        int entry = 4 + 3 + RecordKey.SEAL;
        byte[] withoutFirst = Arrays.copyOf(whole, whole.length - entry);
        System.arraycopy(whole, start + entry, withoutFirst, start, whole.length - start - entry);
        Files.write(file, withoutFirst);
        assertThat(read(file, "right")).isEmpty();
    }

    @Test
    void aLogIsUsedByOneProgramAtATime() throws IOException {
        Path file = log("one");
        try (SealedLog first = SealedLog.open(file, key("right")).orElseThrow().log()) {
            first.append(bytes("two"));
            assertThat(SealedLog.open(file, key("right"))).isEmpty();
        }
    }

    @Test
    void aFileIsReplacedAsAWholeAndNoOtherStandsForIt() throws IOException {
        try (RecordKey key = key("right")) {
            SealedFile file = new SealedFile(folder.resolve("state"), key, "state");
            assertThat(file.read()).isEmpty();
            file.write(bytes("first"));
            file.write(bytes("second"));
            assertThat(file.read()).contains(bytes("second"));
            assertThat(new SealedFile(folder.resolve("state"), key, "other").read()).isEmpty();
            byte[] all = Files.readAllBytes(folder.resolve("state"));
            all[all.length - 1] ^= 1;
            Files.write(folder.resolve("state"), all);
            assertThat(file.read()).isEmpty();
            file.delete();
            assertThat(folder).isEmptyDirectory();
        }
    }

    static Stream<Class<?>> problems() {
        return leaves(Problem.class);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(RecordTest::leaves)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemIsReadAsItWasWritten(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] facts = Stream.of(types).map(RecordTest::fact).toArray();
        Problem problem = (Problem) type.getConstructor(types).newInstance(facts);
        byte[] written = new RecordWriter().problem(problem).toBytes();
        assertThat(new RecordReader(written).problem()).isEqualTo(problem);
    }

    private static Object fact(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "a name \ud800 \u202e";
            case "int" -> -41;
            case "long" -> Long.MAX_VALUE;
            case "ByteCount" -> new ByteCount(7);
            case "Term" -> FileKind.ZIP;
            case "Problem" -> new DiskProblem.JournalDamaged();
            default -> throw new AssertionError(type);
        };
    }

    @Test
    void everythingElseIsReadAsItWasWritten() {
        byte[] written =
                new RecordWriter()
                        .number(-1)
                        .flag(true)
                        .texts(List.of("a", ""))
                        .texts(Map.of("k", "v"))
                        .bytes(new byte[] {1, 2})
                        .each(List.of(1L, 2L), RecordWriter::number)
                        .toBytes();
        RecordReader from = new RecordReader(written);
        assertThat(from.number()).isEqualTo(-1);
        assertThat(from.flag()).isTrue();
        assertThat(from.texts()).containsExactly("a", "");
        assertThat(from.textsByText()).isEqualTo(Map.of("k", "v"));
        assertThat(from.bytes()).containsExactly(1, 2);
        assertThat(from.each(RecordReader::number)).containsExactly(1L, 2L);
    }

    @Test
    void whatAnotherVersionWroteIsRefused() {
        byte[] unknown =
                new RecordWriter().text("org.lifeboat.problem.Nothing").number(0).toBytes();
        assertThatThrownBy(() -> new RecordReader(unknown).problem())
                .isInstanceOf(IllegalArgumentException.class);
        byte[] tooLong = new RecordWriter().number(1L << 40).toBytes();
        assertThatThrownBy(() -> new RecordReader(tooLong).text())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
