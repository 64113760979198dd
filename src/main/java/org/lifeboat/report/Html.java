package org.lifeboat.report;

/** Builds HTML in which everything that was not written as markup is text. */
final class Html {

    private final StringBuilder html = new StringBuilder();

    /** Markup that this program wrote itself. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    Html text(String text) {
        for (char c : Messages.printable(text).toCharArray()) {
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                default -> html.append(c);
            }
        }
        return this;
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

    /** Cells in a row of their own, each a text of the program's. */
    Html headings(String... keys) {
        return element(
                "tr",
                () -> {
                    for (String key : keys) {
                        element("th", Messages.text(key));
                    }
                });
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
