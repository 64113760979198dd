package org.lifeboat.report;

import org.lifeboat.local.FolderSync;
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.local.Staging;
import org.lifeboat.restore.RestoreReport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * Puts a report beside what was restored. An earlier report stays; the new one gets a number then.
 */
public final class ReportFiles {

    private static final String NAME = "lifeboat-report";
    private static final String PAGE = ".html";

    private ReportFiles() {}

    /**
     * @param folder exists
     * @return the page for people; the JSON stands beside it under the same name
     * @throws IOException if they cannot be written; nothing then has a final name
     */
    public static Path write(Path folder, RestoreReport report) throws IOException {
        Staging staging = new Staging(folder);
        Map<String, Path> pages =
                Map.of(
                        ".json",
                        write(staging, ".json", JsonReport.of(report)),
                        PAGE,
                        write(staging, PAGE, HtmlReport.of(report, ZonedDateTime.now())));
        Path page = staging.finish(pages, NAME).get(PAGE);
        FolderSync.sync(folder);
        return page;
    }

    private static Path write(Staging staging, String extension, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return staging.begin(
                NAME + extension,
                path -> {
                    try (FileChannel channel = PrivateFiles.create(path)) {
                        while (bytes.hasRemaining()) {
                            channel.write(bytes);
                        }
                        channel.force(true);
                    }
                });
    }
}
