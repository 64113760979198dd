import org.lifeboat.crypto.Passphrase;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.restore.DisksInside;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.watch.Watch;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a disk inside a backup as the wizard does, in one process: {@code InsideRead.java
 * PASSPHRASE_FILE BACKUP FOLDER FILE SECOND_FILE}.
 */
final class InsideRead {

    private static final int LARGEST = 1_000_000;

    private InsideRead() {}

    public static void main(String[] args) throws Exception {
        String passphrase = Files.readString(Path.of(args[0])).strip();
        try (OpenBackup backup =
                        OpenBackup.open(
                                Path.of(args[1]),
                                Passphrase.ofCharacters(passphrase.toCharArray()));
                DisksInside disks = new DisksInside(backup)) {
            VmContents vm = backup.vms().stream().filter(VmContents::isInBackup).findFirst().get();
            DiskChoice.Chosen chosen = (DiskChoice.Chosen) DiskChoice.of(vm, Optional.empty());
            long begin = System.nanoTime();
            InsideDisk disk = disks.open(chosen, Watch.NOBODY).orElseThrow();
            Ext4 files = Ext4.open(disk);
            int entries =
                    files.list(files.find(args[2]).orElseThrow(), 1_000_000, new Cancellation())
                            .entries()
                            .size();
            tell("first folder, " + entries + " entries", begin, disk);
            begin = System.nanoTime();
            read(files, args[3]);
            tell("first file", begin, disk);
            begin = System.nanoTime();
            read(files, args[4]);
            tell("second file", begin, disk);
        }
    }

    private static void read(Ext4 files, String path) throws Exception {
        try (InputStream in = files.content(files.find(path).orElseThrow()).open()) {
            OutputStream.nullOutputStream().write(in.readNBytes(LARGEST));
        }
    }

    private static void tell(String what, long begin, InsideDisk disk) {
        System.out.printf(
                "%-28s %d MB decoded by now, %.2f s%n",
                what, disk.decodedBytes() / 1_000_000, (System.nanoTime() - begin) / 1e9);
    }
}
