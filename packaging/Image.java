import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the program with its own Java in {@code target/lifeboat}: {@code java Image.java VERSION
 * MODULE_PATH}, in the project's folder. Paths are relative since some tools take a blank in a path
 * for its end.
 */
final class Image {

    private static final Path MODULES = Path.of("target/mods");
    private static final Path RUNTIME = Path.of("target/runtime");
    private static final Path TRAINING = Path.of("target/aot-training");
    private static final String SAMPLE = "testdata/sample/";

    private final Host host = Host.current();

    public static void main(String[] args) throws IOException, InterruptedException {
        Image image = new Image();
        image.gatherModules(args[1]);
        image.link();
        image.addNatives();
        image.pack(args[0]);
        if (image.host == Host.LINUX) {
            image.putLauncher();
        }
        image.rehearse("lifeboat.aot", "window");
        image.rehearse("command.aot", "terminal");
    }

    /**
     * Puts the jars of the module path into one folder, without class files that are too old for
     * the AOT cache; the program's own classes are used as they are.
     */
    private void gatherModules(String modulePath) throws IOException {
        Host.remove(MODULES);
        Files.createDirectories(MODULES);
        for (String element : modulePath.split(File.pathSeparator)) {
            Path jar = Path.of(element);
            if (Files.isRegularFile(jar)) {
                Path copy = MODULES.resolve(jar.getFileName());
                Files.copy(jar, copy);
                OldClasses.renew(copy);
            }
        }
    }

    private void link() throws IOException, InterruptedException {
        Host.remove(RUNTIME);
        Host.run(
                Host.tool("jlink"),
                "@packaging/jlink.options",
                "--module-path",
                MODULES + File.pathSeparator + "target/classes",
                "--output",
                RUNTIME.toString());
    }

    /**
     * Native libraries lie in the runtime itself, so that nothing has to be unpacked into anybody's
     * home.
     */
    private void addNatives() throws IOException {
        try (Stream<Path> jars = Files.list(MODULES)) {
            for (Path jar : jars.toList()) {
                String name = jar.getFileName().toString();
                if (name.startsWith("javafx-")) {
                    copyLibraries(jar, "/");
                } else if (name.startsWith("zstd-jni-")) {
                    copyLibraries(jar, "/" + host.zstdFolder);
                }
            }
        }
    }

    private void copyLibraries(Path jar, String folder) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.list(inside.getPath(folder))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".*\\.(so|dylib|dll)")) {
                    Path copy = RUNTIME.resolve(host.natives).resolve(name);
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** jpackage does not write over an earlier image. */
    private void pack(String version) throws IOException, InterruptedException {
        Host.remove(host.image);
        Host.run(
                Host.tool("jpackage"),
                "@packaging/jpackage.options",
                "@packaging/" + host.lowerCaseName() + "/image.options",
                "--app-version",
                version);
    }

    /**
     * jpackage's launcher asks rpm and dpkg twice which package it belongs to before it starts
     * Java: a third of the start, and seconds on a slow disk. A script with the same options takes
     * its place.
     */
    private void putLauncher() throws IOException {
        String prefix = "java-options=";
        String options =
                Files.readAllLines(host.content.resolve("app/lifeboat.cfg")).stream()
                        .filter(line -> line.startsWith(prefix + "-XX:"))
                        .map(line -> line.substring(prefix.length()))
                        .map(option -> '"' + option.replace("$APPDIR/..", "$lib") + '"')
                        .map(option -> option.replace("lifeboat.aot", "$cache"))
                        .collect(Collectors.joining(" "));
        Path launcher = host.image.resolve("bin/lifeboat");
        String script = Files.readString(Path.of("packaging/linux/lifeboat"));
        Files.writeString(launcher, script.replace("@OPTIONS@", options));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        // So that the process is called lifeboat.
        Files.createSymbolicLink(host.runtime.resolve("bin/lifeboat"), Path.of("java"));
        Files.delete(host.content.resolve("libapplauncher.so"));
    }

    /**
     * What the program loads and compiles at its start is kept for the next one: the JDK's AOT
     * cache, made by the image's own Java from a run that does what users do. The command line has
     * a cache of its own, since all classes of a cache are loaded at each start, and most of the
     * window's cache are JavaFX's.
     */
    private void rehearse(String cache, String where) throws IOException, InterruptedException {
        Host.remove(TRAINING);
        List<String> command =
                List.of(
                        host.runtime.resolve("bin/java").toString(),
                        "-XX:AOTCacheOutput=" + host.content.resolve(cache),
                        // What was hot in the rehearsal would be compiled at each start at once,
                        // which
                        // keeps a short command from its work and gains a long one nothing.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTRecordTraining",
                        "-Xlog:aot=off,cds=off",
                        "-XX:VMOptionsFile=" + host.content.resolve("jvm.options"),
                        "--module",
                        "org.lifeboat/org.lifeboat.Rehearsal",
                        where,
                        SAMPLE + "qubes-backup-2016-01-01T120000",
                        SAMPLE + "passphrase.txt",
                        TRAINING.toString(),
                        "testdata/format4");
        Host.run(command.toArray(String[]::new));
    }
}
