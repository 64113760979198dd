package org.lifeboat.deflate;

/** What can be wrong in compressed data. */
public enum Fault {
    /** The input ends before the stream does. */
    TRUNCATED("ends early"),
    /** The reserved block type. */
    BLOCK_TYPE("unknown kind of block"),
    /** A stored block's length and its complement do not match. */
    STORED_LENGTH("a stored block's two lengths differ"),
    /** More codes than the format has, codes that do not make a tree, or no end-of-block code. */
    CODE_LENGTHS("impossible code lengths"),
    /** A code that the block does not define. */
    CODE("undefined code"),
    /** A distance that leads before the beginning of the output. */
    DISTANCE("refers to what lies before the beginning"),
    /** The container's header is none, or says something reserved. */
    HEADER("not a header"),
    /** The container's checksum of the output (or of its own header) is another. */
    CHECKSUM("checksum differs"),
    /** The container's count of the output's bytes is another. */
    LENGTH("length differs");

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    /** For logs. */
    public String sentence() {
        return sentence;
    }
}
