import com.sun.management.OperatingSystemMXBean;

import org.lifeboat.crypto.Passphrase;
import org.lifeboat.crypto.RecordKey;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestoreEngine;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Restores a backup again and again in one process, with a record that lets it be gone on with and
 * without one: {@code GoingOnCost.java PASSPHRASE_FILE BACKUP FOLDER ROUNDS}. Without one is what a
 * restore does whose record another program is using.
 */
final class GoingOnCost {

    private static final String RECORD = "record";

    private final char[] passphrase;
    private final Path backup;
    private final Path folder;

    private GoingOnCost(char[] passphrase, Path backup, Path folder) {
        this.passphrase = passphrase;
        this.backup = backup;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        GoingOnCost cost =
                new GoingOnCost(
                        Files.readString(Path.of(args[0])).strip().toCharArray(),
                        Path.of(args[1]),
                        Path.of(args[2]));
        cost.measure(Integer.parseInt(args[3]));
    }

    /** Seconds: of the clock, of all processors. */
    private record Took(double wall, double cpu) {}

    private void measure(int rounds) throws Exception {
        Path record = anyRecord();
        restore(true, record);
        restore(false, record);
        Took[] with = new Took[rounds];
        Took[] without = new Took[rounds];
        for (int round = 0; round < rounds; round++) {
            boolean isWithFirst = round % 2 == 0;
            Took first = restore(isWithFirst, record);
            Took second = restore(!isWithFirst, record);
            with[round] = isWithFirst ? first : second;
            without[round] = isWithFirst ? second : first;
            System.out.printf(
                    "round %d: with %.2f s (%.2f s of cpu), without %.2f s (%.2f s of cpu)%n",
                    round + 1,
                    with[round].wall(),
                    with[round].cpu(),
                    without[round].wall(),
                    without[round].cpu());
        }
        double wall = median(with, Took::wall) / median(without, Took::wall);
        double cpu = median(with, Took::cpu) / median(without, Took::cpu);
        System.out.printf("ratios of medians: wall %.4f, cpu %.4f%n", wall, cpu);
        double[] pairs = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            pairs[i] = with[i].wall() / without[i].wall();
        }
        Arrays.sort(pairs);
        System.out.printf("median of the rounds' ratios %.4f%n", pairs[rounds / 2]);
        Files.delete(record);
    }

    private static double median(
            Took[] all, java.util.function.ToDoubleFunction<? super Took> what) {
        double[] values = Arrays.stream(all).mapToDouble(what).sorted().toArray();
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private OpenBackup open() throws Exception {
        return OpenBackup.open(backup, Passphrase.ofCharacters(passphrase.clone()));
    }

    /** The key is derived before a record is found to be in use, and else meanwhile. */
    private double derivation() {
        long begin = System.nanoTime();
        try (Passphrase typed = Passphrase.ofCharacters(passphrase.clone());
                RecordKey _ = RecordKey.derive(typed, new byte[RecordKey.SALT])) {
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    /** A record of this backup, kept aside; its folder's name is found out so. */
    private Path anyRecord() throws Exception {
        remove();
        Cancellation cancellation = new Cancellation();
        Thread watcher =
                Thread.startVirtualThread(
                        () -> {
                            while (recordFolder() == null) {
                                Thread.onSpinWait();
                            }
                            cancellation.request();
                        });
        try (OpenBackup open = open()) {
            new RestoreEngine(
                            RestorePlan.restore(open, RestorePlan.everything(open), folder),
                            cancellation)
                    .run();
        }
        watcher.join();
        Path found = recordFolder();
        name = found.getFileName();
        Path kept = Files.createTempFile("record", "");
        return Files.copy(found.resolve(RECORD), kept, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path name;

    private Path recordFolder() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith(".lifeboat"))
                    .filter(path -> Files.exists(path.resolve(RECORD)))
                    .findFirst()
                    .orElse(null);
        } catch (IOException | UncheckedIOException changing) {
            return null;
        }
    }

    private Took restore(boolean isNoted, Path record) throws Exception {
        remove();
        if (isNoted) {
            return restore();
        }
        Path log = Files.createDirectories(folder.resolve(name)).resolve(RECORD);
        Files.copy(record, log);
        try (FileChannel other = FileChannel.open(log, StandardOpenOption.WRITE)) {
            other.lock();
            double key = derivation();
            Took took = restore();
            return new Took(took.wall() - key, took.cpu());
        }
    }

    private Took restore() throws Exception {
        System.gc();
        try (OpenBackup open = open()) {
            RestorePlan plan = RestorePlan.restore(open, RestorePlan.everything(open), folder);
            long cpu = cpu();
            long begin = System.nanoTime();
            String verdict = new RestoreEngine(plan, new Cancellation()).run().verdict().toString();
            Took took = new Took((System.nanoTime() - begin) / 1e9, (cpu() - cpu) / 1e9);
            if (!verdict.equals("OK")) {
                throw new IllegalStateException(verdict);
            }
            return took;
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void remove() throws Exception {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        new ProcessBuilder("sync").start().waitFor();
    }
}
