package org.lifeboat.crypto;

/**
 * What {@link RecordKey keys} are made from without another derivation: it came out of one that the
 * header took, and is as hard to guess as the header's own key. {@link #close} wipes it.
 */
public final class RecordRoot implements AutoCloseable {

    private final RecordKey root;

    RecordRoot(Secret root) {
        this.root = new RecordKey(root);
    }

    public RecordKey key(byte[] salt) {
        return new RecordKey(new Secret(root.seal(salt)));
    }

    @Override
    public void close() {
        root.close();
    }
}
