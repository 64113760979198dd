package org.lifeboat.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes HTML in which everything that was not written as markup is text. */
final class Html {

    private final Writer out;

    /**
     * @param out stays the caller's; what it throws comes out of the calls here as {@link
     *     UncheckedIOException}
     */
    Html(Writer out) {
        this.out = out;
    }

    /** Markup that this program wrote itself. */
    Html raw(String markup) {
        try {
            out.write(markup);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Html text(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Messages.printable(text).toCharArray()) {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c);
            }
        }
        return raw(escaped.toString());
    }

    /**
     * An element with text alone.
     *
     * @param tag may have attributes behind it
     */
    Html element(String tag, String text) {
        return element(tag, () -> text(text));
    }

    /**
     * An element with what is written while {@code content} runs.
     *
     * @param tag may have attributes behind it
     */
    Html element(String tag, Runnable content) {
        raw("<" + tag + ">");
        content.run();
        return raw("</" + tag.split(" ", 2)[0] + ">\n");
    }

    /**
     * A cell that says what it is where there is no room for columns.
     *
     * @param heading key of its column's text
     * @param style a class of the style sheet, or nothing
     */
    Html cell(String heading, String style, Runnable content) {
        raw("<td data-name=\"").text(Messages.text(heading));
        raw(style.isEmpty() ? "\">" : "\" class=\"" + style + "\">");
        content.run();
        return raw("</td>\n");
    }

    /** Cells in a row of their own, each a text of the program's. */
    Html headings(String... keys) {
        return element(
                "tr class=\"headings\"",
                () -> {
                    for (String key : keys) {
                        element("th", Messages.text(key));
                    }
                });
    }
}
