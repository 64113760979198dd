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
        Messages.printable(text)
                .chars()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> html.append("&lt;");
                                case '>' -> html.append("&gt;");
                                case '&' -> html.append("&amp;");
                                case '"' -> html.append("&quot;");
                                default -> html.append((char) c);
                            }
                        });
        return this;
    }

    /** An element with text alone; the tag may carry attributes. */
    Html element(String tag, String text) {
        int blank = tag.indexOf(' ');
        return raw("<" + tag + ">")
                .text(text)
                .raw("</" + (blank < 0 ? tag : tag.substring(0, blank)) + ">\n");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
