package org.lifeboat.problem;

/** A fact that is a word of its own in every language, such as the kind of a file. */
public interface Term {

    /** Where the word stands in the resource bundle. */
    String key();
}
