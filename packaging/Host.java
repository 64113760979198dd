import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The system that the program is built on and for: where jpackage puts things there, and its names.
 */
enum Host {
    LINUX("lifeboat", "lib", "lib/runtime", "lib", "linux"),
    WINDOWS("lifeboat", "", "runtime", "bin", "win"),
    MACOS("lifeboat.app", "Contents", "Contents/runtime/Contents/Home", "lib", "darwin");

    /** Files of the program below {@code target}, where jpackage makes it. */
    final Path image;

    /** Where the options and the AOT cache lie. */
    final Path content;

    /** The program's own Java. */
    final Path runtime;

    /** Where a Java runtime has its native libraries. */
    final String natives;

    /** The folder of this system in zstd-jni's jar. */
    final String zstdFolder;

    Host(String image, String content, String runtime, String natives, String zstdSystem) {
        this.image = Path.of("target", image);
        this.content = this.image.resolve(content);
        this.runtime = this.image.resolve(runtime);
        this.natives = natives;
        this.zstdFolder = zstdSystem + "/" + architecture();
    }

    static Host current() {
        String name = System.getProperty("os.name");
        if (name.startsWith("Windows")) {
            return WINDOWS;
        }
        return name.startsWith("Mac") ? MACOS : LINUX;
    }

    /** As Java calls it: {@code amd64}, {@code x86_64} on macOS, {@code aarch64}. */
    static String architecture() {
        return System.getProperty("os.arch");
    }

    /** This system in the names of options and of what is made. */
    String lowerCaseName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of the tools of the JDK that runs this. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Runs a program and ends the build if that fails. */
    static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            System.err.println(status + " from " + Arrays.toString(command));
            System.exit(1);
        }
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = new ArrayList<>(all.toList());
        }
        for (Path path : paths.reversed()) {
            if (current() == WINDOWS) {
                // Which deletes no file that is read-only.
                path.toFile().setWritable(true);
            }
            Files.delete(path);
        }
    }
}
