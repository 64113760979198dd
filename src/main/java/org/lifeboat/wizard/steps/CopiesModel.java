package org.lifeboat.wizard.steps;

import javafx.beans.property.ObjectProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which other copies of the chosen backup there are. */
final class CopiesModel {

    private final Session session;

    CopiesModel(Session session) {
        this.session = session;
    }

    ObjectProperty<List<Path>> copiesProperty() {
        return session.copiesProperty();
    }

    ObjectProperty<Optional<Path>> backupProperty() {
        return session.fileProperty();
    }

    /**
     * Adds one. The backup has to be opened anew for it, with its passphrase.
     *
     * @return whether it was none of those that are known
     */
    boolean add(Path copy) {
        boolean isKnown =
                Stream.concat(
                                session.fileProperty().get().stream(),
                                session.copiesProperty().get().stream())
                        .anyMatch(known -> isSame(known, copy));
        if (isKnown) {
            return false;
        }
        session.close();
        session.copiesProperty()
                .set(
                        Stream.concat(session.copiesProperty().get().stream(), Stream.of(copy))
                                .toList());
        return true;
    }

    void remove(Path copy) {
        session.close();
        session.copiesProperty()
                .set(
                        session.copiesProperty().get().stream()
                                .filter(known -> !known.equals(copy))
                                .toList());
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException unknown) {
            return one.equals(other);
        }
    }
}
