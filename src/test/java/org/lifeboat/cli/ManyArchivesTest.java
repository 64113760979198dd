package org.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.Lifeboat;
import org.lifeboat.testing.TarBuilder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A backup of twenty thousand folders that no list of VMs knows, on a computer with little memory.
 */
@Timeout(300)
class ManyArchivesTest {

    private static final int FOLDERS = 20_000;

    /**
     * What is known of each folder takes less than a kilobyte; the program itself takes the rest.
     */
    private static final String HEAP = "-Xmx38m";

    private static final String PASSPHRASE = "many";

    @TempDir private Path folder;

    @BeforeEach
    void makeBackup() throws IOException, GeneralSecurityException {
        Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve("backup")))) {
            add(
                    out,
                    "backup-header",
                    "version=3\nencrypted=False\ncompressed=False\nhmac-algorithm=SHA512\n"
                            .getBytes(StandardCharsets.US_ASCII));
            add(out, "qubes.xml.000", archive("qubes.xml", "<QubesVmCollection/>"));
            for (int i = 0; i < FOLDERS; i++) {
                String path = "folder%05d/firewall.xml".formatted(i);
                add(out, path + ".000", archive(path, "rules of " + i));
            }
            out.write(new byte[2 * TarBuilder.BLOCK]);
        }
    }

    private static byte[] archive(String path, String content) {
        byte[] member = new TarBuilder().file(path, content).toByteArray();
        return Arrays.copyOf(member, member.length + 2 * TarBuilder.BLOCK);
    }

    private static void add(OutputStream out, String name, byte[] content)
            throws IOException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(PASSPHRASE.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        String hmac = "SHA512(stdin)= " + HexFormat.of().formatHex(mac.doFinal(content)) + "\n";
        out.write(new TarBuilder().file(name, content).file(name + ".hmac", hmac).toByteArray());
    }

    @Test
    void allAreListedAndVerifiedInLittleMemory() throws Exception {
        assertThat(said("list")).contains("folder00000", "folder19999");
        // Each is good, and lacks the disk that every VM has.
        assertThat(said("verify", "--json"))
                .contains("\"path\" : \"folder00000\"", "\"path\" : \"folder19999\"")
                .doesNotContain("failed", "unread", "memory");
    }

    private String said(String command, String... options) throws Exception {
        Path output = folder.resolve(command + ".txt");
        Process process =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of(
                                                        java(),
                                                        HEAP,
                                                        "-XX:+UseSerialGC",
                                                        "-Duser.home=" + folder,
                                                        "-cp",
                                                        classPath(),
                                                        Lifeboat.class.getName(),
                                                        command,
                                                        folder.resolve("backup").toString(),
                                                        "--passphrase-file",
                                                        folder.resolve("passphrase").toString()),
                                                Stream.of(options))
                                        .toList())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor()).isIn(ExitCode.OK, ExitCode.DAMAGED);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** All that this test itself runs on, be it of modules or not. */
    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(key -> System.getProperty(key, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }
}
