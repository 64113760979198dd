import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Writes SHA256SUMS beside the installers: {@code java Checksums.java FOLDER}. Read by {@code sha256sum -c}. */
final class Checksums {
    private Checksums() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Path folder = Path.of(args[0]);
        StringBuilder sums = new StringBuilder();
        try (var files = Files.list(folder)) {
            List<Path> installers =
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("SHA256SUMS"))
                            .sorted()
                            .toList();
            for (Path file : installers) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.append(HexFormat.of().formatHex(digest)).append("  ");
                sums.append(file.getFileName()).append('\n');
            }
        }
        Files.writeString(folder.resolve("SHA256SUMS"), sums);
    }
}
