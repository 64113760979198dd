package org.lifeboat.disk.ext4;

import java.util.Optional;

/**
 * An entry and the way to it.
 *
 * @param parent nothing for what the walk started at
 * @param depth 0 for what the walk started at
 */
public record Found(Optional<Found> parent, FolderEntry entry, int depth) {

    /** Names with {@code /} between them, without what the walk started at. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (Found at = this; at.parent.isPresent(); at = at.parent.get()) {
            path.insert(0, at.entry.name().text());
            if (at.depth > 1) {
                path.insert(0, '/');
            }
        }
        return path.toString();
    }
}
