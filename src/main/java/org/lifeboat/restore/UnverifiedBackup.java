package org.lifeboat.restore;

import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.archive.FileSource;
import org.lifeboat.format.BackupFormats;
import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.Problem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be seen of a backup before any passphrase is known. Nothing of it is authenticated.
 *
 * @param name the file's, without its folder
 * @param size in bytes
 * @param parts how many chunks it has
 * @param problems damage to the outer file, a cut end
 */
public record UnverifiedBackup(
        String name, long size, int parts, boolean cutOff, List<Problem> problems) {

    private static final String CHUNK = ".*\\.[0-9]{3,}(\\.enc)?";

    /**
     * The same of the first of several copies that looks like a backup.
     *
     * @param others of the same backup
     * @throws FatalException if none does; tells what the file itself is instead
     */
    public static UnverifiedBackup at(Path path, List<Path> others)
            throws IOException, FatalException {
        try {
            return at(path);
        } catch (FatalException noBackup) {
            for (Path other : others) {
                try {
                    return at(other);
                } catch (FatalException likewise) {
                    // The first one's reason is told.
                }
            }
            throw noBackup;
        }
    }

    /**
     * @throws IOException if the file cannot be read
     * @throws FatalException if it does not look like a backup; tells what it is instead
     */
    public static UnverifiedBackup at(Path path) throws IOException, FatalException {
        try (FileSource file = FileSource.open(path)) {
            BackupIndex index = BackupIndexer.index(file, BackupIndexer.Care.USUAL);
            BackupFormats.checkIsBackup(file, index);
            long parts =
                    index.entries().stream().filter(entry -> entry.name().matches(CHUNK)).count();
            return new UnverifiedBackup(
                    file.name(),
                    file.size(),
                    (int) parts,
                    index.cutOff(),
                    Stream.concat(file.problems().stream(), index.problems().stream()).toList());
        }
    }
}
