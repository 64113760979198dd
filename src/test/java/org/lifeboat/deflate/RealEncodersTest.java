package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What gzip, pigz, zopfli, 7-Zip, libdeflate and ISA-L write, at their levels. */
class RealEncodersTest {

    private static final Path FOLDER = TestData.path("vectors/deflate");

    private static final String SHA256 =
            new String(
                            TestData.bytes(FOLDER.resolve("plaintext.sha256")),
                            StandardCharsets.US_ASCII)
                    .substring(0, 64);

    private interface Check {
        void of(byte[] gzip) throws IOException;
    }

    private static Stream<DynamicTest> forEveryFile(Check check) {
        return TestData.files(FOLDER).stream()
                .filter(path -> path.toString().endsWith(".gz"))
                .map(
                        path ->
                                DynamicTest.dynamicTest(
                                        path.getFileName().toString(),
                                        () -> check.of(TestData.bytes(path))));
    }

    @TestFactory
    Stream<DynamicTest> isDecodedToTheLastByte() {
        return forEveryFile(
                gzip -> assertThat(TestData.sha256(Encoded.gunzip(gzip))).isEqualTo(SHA256));
    }

    @TestFactory
    Stream<DynamicTest> fromEveryBlockThatIsFoundTheRestIsTheSame() {
        return forEveryFile(
                gzip -> {
                    byte[] plain = Encoded.gunzip(gzip);
                    ByteSource source = ByteSource.of(gzip);
                    BlockFinder finder = new BlockFinder(source);
                    long end = gzip.length * 8L;
                    OptionalLong block = finder.next(0, end);
                    while (block.isPresent()) {
                        assertIsTheEndOf(plain, source, block.getAsLong());
                        block = finder.next(block.getAsLong() + 1, end);
                    }
                });
    }

    private static void assertIsTheEndOf(byte[] plain, ByteSource source, long block)
            throws IOException {
        byte[] all = new byte[plain.length];
        boolean[] known = new boolean[plain.length];
        int count = 0;
        try (SegmentInputStream segment = new SegmentInputStream(source.from(block >>> 3), block)) {
            int read = segment.read(all, 0, all.length);
            while (read > 0) {
                for (int i = 0; i < read; i++) {
                    known[count++] = segment.isKnown();
                }
                read = segment.read(all, count, all.length - count);
            }
        }
        int begin = plain.length - count;
        for (int i = 0; i < count; i++) {
            assertThat(all[i]).isEqualTo(known[i] ? plain[begin + i] : 0);
        }
    }
}
