package org.lifeboat.wizard.browser;

/**
 * A sentence about a disk or a folder.
 *
 * @param isDamage whether something is lost or doubtful, not only good to know
 */
record Note(String sentence, boolean isDamage) {

    static Note goodToKnow(String sentence) {
        return new Note(sentence, false);
    }

    static Note damage(String sentence) {
        return new Note(sentence, true);
    }
}
