import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes what the running system can from the image, in {@code target/installer}, beside the list of
 * what is in it that the build put there ({@code sbom.cdx.json}), with {@code SHA256SUMS} for
 * {@code sha256sum -c}: {@code java Installers.java VERSION DATE}, in the project's folder.
 */
final class Installers {

    private static final Path FOLDER = Path.of("target/installer");
    private static final String SUMS = "SHA256SUMS";

    private final Host host = Host.current();
    private final String version;

    private Installers(String version) {
        this.version = version;
    }

    public static void main(String[] args)
            throws IOException, InterruptedException, GeneralSecurityException {
        Installers installers = new Installers(args[0]);
        Files.createDirectories(FOLDER);
        switch (installers.host) {
            case LINUX -> installers.makePackages(args[1]);
            case WINDOWS -> {
                installers.makeInstaller("msi", args[0]);
                installers.makeZip();
            }
            // macOS wants a first number of at least 1.
            case MACOS -> installers.makeInstaller("dmg", "1." + args[0]);
        }
        rename(FOLDER.resolve("sbom.cdx.json"), installers.name("-sbom.cdx.json"));
        sum();
    }

    private void makePackages(String date) throws IOException, InterruptedException {
        Host.run(
                "packaging/linux/build.sh",
                version,
                host.image.toString(),
                FOLDER.toString(),
                date);
    }

    private void makeInstaller(String type, String appVersion)
            throws IOException, InterruptedException {
        Host.run(
                Host.tool("jpackage"),
                "@packaging/" + host.lowerCaseName() + "/installer.options",
                "--type",
                type,
                "--name",
                "Lifeboat",
                "--app-version",
                appVersion,
                "--app-image",
                host.image.toString(),
                "--dest",
                FOLDER.toString());
        // jpackage's name does not tell which processor it is for.
        rename(FOLDER.resolve("Lifeboat-" + appVersion + "." + type), name("." + type));
    }

    /** By the JDK's jar, since which tar is found depends on the shell. */
    private void makeZip() throws IOException, InterruptedException {
        String zip = FOLDER.resolve(name(".zip")).toString();
        Host.run(
                Host.tool("jar"),
                "--create",
                "--no-manifest",
                "--file",
                zip,
                "-C",
                "target",
                "lifeboat");
    }

    private static void rename(Path from, String to) throws IOException {
        Files.move(from, FOLDER.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }

    private String name(String ending) {
        return "lifeboat-%s-%s-%s%s"
                .formatted(version, host.lowerCaseName(), Host.architecture(), ending);
    }

    private static void sum() throws IOException, GeneralSecurityException {
        StringBuilder sums = new StringBuilder();
        for (Path file : made()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            sums.append(HexFormat.of().formatHex(digest)).append("  ");
            sums.append(file.getFileName()).append('\n');
        }
        Files.writeString(FOLDER.resolve(SUMS), sums);
    }

    private static List<Path> made() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(SUMS))
                    .sorted()
                    .toList();
        }
    }
}
