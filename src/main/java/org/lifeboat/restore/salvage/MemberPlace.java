package org.lifeboat.restore.salvage;

import org.lifeboat.content.SparseMap;

import java.io.IOException;

/**
 * The file that damage interrupted.
 *
 * @param dataStart where its data begins in the tar, in bytes
 * @param extents where its data lies in the file, authentic
 * @param isAlone whether the tar holds nothing else, so that it ends where the data does
 */
public record MemberPlace(long dataStart, SparseMap extents, boolean isAlone) {

    TarLayout layout() throws IOException {
        return new TarLayout(dataStart, extents);
    }
}
