package org.lifeboat.testing;

import org.lifeboat.report.HtmlReport;
import org.lifeboat.report.JsonReport;
import org.lifeboat.restore.RestoreReport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Reports as whole texts. */
public final class ReportTexts {

    private ReportTexts() {}

    public static String json(RestoreReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonReport.print(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    public static String page(RestoreReport report) {
        StringWriter out = new StringWriter();
        try {
            HtmlReport.write(report, ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }
}
