package org.lifeboat.report;

import org.lifeboat.local.FolderSync;
import org.lifeboat.local.PrivateFiles;
import org.lifeboat.local.Staging;
import org.lifeboat.restore.RestoreReport;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts a report beside what was restored. An earlier report stays; the new one gets a number then.
 */
public final class ReportFiles {

    private static final String NAME = "lifeboat-report";
    private static final String PAGE = ".html";
    private static final String JSON = ".json";

    private ReportFiles() {}

    /** Writes one of the two to the end of a file. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * @param folder exists
     * @return the page for people; the JSON stands beside it under the same name
     * @throws IOException if they cannot be written; nothing is left of them then
     */
    public static Path write(Path folder, RestoreReport report) throws IOException {
        Staging staging = new Staging(folder);
        Map<String, Path> staged = new LinkedHashMap<>();
        try {
            staged.put(JSON, stage(staging, JSON, out -> JsonReport.print(report, out)));
            staged.put(PAGE, stage(staging, PAGE, out -> page(report, out)));
            Path page = staging.finish(staged, NAME).get(PAGE);
            FolderSync.sync(folder);
            return page;
        } catch (IOException failed) {
            for (Path left : staged.values()) {
                Files.deleteIfExists(left);
            }
            throw failed;
        }
    }

    /**
     * The page alone, where somebody wants it.
     *
     * @param file replaced if it is there
     * @return the file
     * @throws IOException if it cannot be written
     */
    public static Path save(Path file, RestoreReport report) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            page(report, out);
        }
        return file;
    }

    private static void page(RestoreReport report, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        HtmlReport.write(report, ZonedDateTime.now(), text);
        text.flush();
    }

    private static Path stage(Staging staging, String extension, Content content)
            throws IOException {
        return staging.begin(
                NAME + extension,
                path -> {
                    try (FileChannel channel = PrivateFiles.create(path)) {
                        content.write(Channels.newOutputStream(channel));
                        channel.force(true);
                    } catch (FileAlreadyExistsException taken) {
                        throw taken;
                    } catch (IOException | UncheckedIOException failed) {
                        Files.deleteIfExists(path);
                        throw failed instanceof UncheckedIOException wrapped
                                ? wrapped.getCause()
                                : (IOException) failed;
                    }
                });
    }
}
