package org.lifeboat.header;

import org.lifeboat.crypto.RecordRoot;
import org.lifeboat.crypto.ScryptParameters;

/**
 * What a header's encrypted copy says, and that the copy is authentic under the passphrase.
 *
 * @param header the copy's content, authentic
 * @param isDamaged whether the header itself is another
 * @param stored the copy's HMAC in lower-case hexadecimal digits, as in the backup
 * @param computed the same, from the bytes
 * @param key what deriving the copy's key took
 * @param position of the passphrase among those that were tried, from 0
 * @param recordRoot made of the copy's key; whoever has the proof closes it
 */
public record HeaderCopyProof(
        byte[] header,
        boolean isDamaged,
        String stored,
        String computed,
        ScryptParameters key,
        int position,
        RecordRoot recordRoot) {}
