package org.lifeboat.testing;

import org.lifeboat.problem.FatalException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Backups of formats 2 and 4 that scrypt, openssl and GNU tar wrote, taken apart so that their
 * parts can be edited. They hold the same machine: {@code work} in {@code vm5}, {@code vault} in
 * {@code vm7}, and dom0's home.
 */
public final class RealBackup {

    private static final Map<String, String> PASSPHRASES =
            Map.of("format2", "beta", "format4", "formats ✓");

    /** By the folder of test data: the content of every file that a whole restore leaves. */
    private static final Map<String, Map<String, byte[]>> FILES = new ConcurrentHashMap<>();

    private RealBackup() {}

    /**
     * @param name below the test data, without its ending
     * @param folder where it may be restored, once, to know what is in it
     */
    public static BackupBuilder of(String name, Path folder) {
        return of(name, folder, "work", "vault");
    }

    /** The same whose list is lost, so that its VMs have the names of their folders. */
    public static BackupBuilder ofFolders(String name, Path folder) {
        return of(name, folder, "vm5", "vm7");
    }

    private static BackupBuilder of(String name, Path folder, String work, String vault) {
        String format = name.substring(0, name.indexOf('/'));
        String passphrase = PASSPHRASES.get(format);
        byte[] bytes = TestData.gunzip(TestData.path(name + ".gz"));
        Map<String, byte[]> files =
                FILES.computeIfAbsent(
                        format, made -> files(bytes, passphrase, format, folder.resolve("whole")));
        BackupBuilder backup = BackupBuilder.of(bytes, passphrase);
        Map<String, VmBuilder> vms =
                Map.of(
                        "work", backup.vm(work, "-", "vm5"),
                        "vault", backup.vm(vault, "-", "vm7"),
                        "dom0-home", backup.vm("dom0", "-", "dom0-home"));
        files.forEach(
                (path, content) -> {
                    String vm = path.substring(0, path.indexOf('/'));
                    vms.get(vm).expect(path.substring(vm.length() + 1), content);
                });
        return backup;
    }

    /** Compared with the manifest first, so that it is not merely what Lifeboat makes of it. */
    private static Map<String, byte[]> files(
            byte[] backup, String passphrase, String format, Path folder) {
        try {
            Path destination = folder.resolve("restored");
            Path file = Files.write(Files.createDirectories(folder).resolve("backup"), backup);
            Restores.assertGood(Restores.restore(file, passphrase, destination));
            Manifest.read(TestData.path(format + "/manifest.json")).assertMatches(destination);
            Map<String, byte[]> files = new TreeMap<>();
            for (Path path : regularFiles(destination)) {
                files.put(destination.relativize(path).toString(), Files.readAllBytes(path));
            }
            return files;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (FatalException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Path> regularFiles(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
