package org.lifeboat.disk;

import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What a walk meets that has a text in its name. Looks on only while it is asked. */
public final class Search implements Iterator<Found> {

    private final String text;
    private final TreeWalk walk;
    private Optional<Found> ahead = Optional.empty();

    Search(String text, TreeWalk walk) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.walk = walk;
    }

    @Override
    public boolean hasNext() {
        while (ahead.isEmpty() && walk.hasNext()) {
            ahead = Optional.of(walk.next()).filter(this::matches);
        }
        return ahead.isPresent();
    }

    private boolean matches(Found found) {
        return found.depth() > 0
                && found.entry().name().text().toLowerCase(Locale.ROOT).contains(text);
    }

    @Override
    public Found next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Found found = ahead.get();
        ahead = Optional.empty();
        return found;
    }

    /** The walk that it goes by, for its problems. */
    public TreeWalk walk() {
        return walk;
    }
}
