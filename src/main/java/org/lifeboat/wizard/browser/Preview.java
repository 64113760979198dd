package org.lifeboat.wizard.browser;

import javafx.scene.image.Image;

/** What is shown of a file without opening it with any program. */
sealed interface Preview {

    /** Why there is nothing to see, or that it is not known yet. */
    record Words(String sentence) implements Preview {}

    /**
     * @param more whether this is only the beginning
     */
    record Text(String text, boolean more) implements Preview {}

    /** Made small while it was read. */
    record Picture(Image image) implements Preview {}
}
