package org.lifeboat.restore;

import org.lifeboat.crypto.Passphrase;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a test starts and kills: a restore that says when it begins and how it ended. */
final class RestoringProcess {

    private RestoringProcess() {}

    /**
     * @param args the backup, the destination, bytes from one checkpoint to the next
     */
    public static void main(String[] args) throws Exception {
        try (Passphrase passphrase = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(Path.of(args[0]), passphrase)) {
            RestorePlan plan =
                    RestorePlan.restore(open, RestorePlan.everything(open), Path.of(args[1]));
            CheckpointPace pace =
                    new CheckpointPace(Long.parseLong(args[2]), Duration.ofSeconds(10));
            System.out.println("begins");
            System.out.flush();
            RestoreReport report = new RestoreEngine(plan, new Cancellation(), pace).run();
            long earlier =
                    report.vms().stream()
                            .flatMap(vm -> vm.archives().stream())
                            .mapToInt(ArchiveResult::earlier)
                            .sum();
            long parts =
                    report.vms().stream()
                            .flatMap(vm -> vm.archives().stream())
                            .mapToInt(archive -> archive.chunks().size())
                            .sum();
            report.vms().stream()
                    .flatMap(
                            vm ->
                                    Stream.concat(
                                            vm.problems().stream(),
                                            vm.archives().stream()
                                                    .flatMap(one -> one.problems().stream())))
                    .forEach(System.err::println);
            System.out.println(report.verdict() + " " + earlier + " of " + parts);
        }
    }
}
