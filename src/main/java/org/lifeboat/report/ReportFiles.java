package org.lifeboat.report;

import org.lifeboat.local.Permissions;
import org.lifeboat.local.SafeNames;
import org.lifeboat.restore.RestoreReport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Puts a report beside what was restored. An earlier report stays; the new one gets a number then.
 */
public final class ReportFiles {

    private static final String NAME = "lifeboat-report";

    private ReportFiles() {}

    /**
     * @param folder exists
     * @return the page for people; the JSON stands beside it under the same name
     */
    public static Path write(Path folder, RestoreReport report) throws IOException {
        byte[] html = HtmlReport.of(report, ZonedDateTime.now()).getBytes(StandardCharsets.UTF_8);
        byte[] json = JsonReport.of(report).getBytes(StandardCharsets.UTF_8);
        for (int n = 1; ; n++) {
            String name = SafeNames.numbered(NAME, n);
            try {
                write(folder.resolve(name + ".json"), json);
                return write(folder.resolve(name + ".html"), html);
            } catch (FileAlreadyExistsException taken) {
                // The next number.
            }
        }
    }

    private static Path write(Path path, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        Permissions.ownerOnly("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return path;
    }
}
