package org.lifeboat.wizard.browser;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Background;

import java.util.Optional;

/**
 * Which file is looked into. One after the other, and of many that were asked for only the last.
 */
final class PreviewModel {

    private record Wanted(Ext4 fileSystem, FolderEntry entry) {}

    private final Background background;
    private final ObjectProperty<Preview> preview =
            new SimpleObjectProperty<>(new Preview.Words(""));
    private Optional<Wanted> wanted = Optional.empty();
    private boolean looking;

    PreviewModel(Background background) {
        this.background = background;
    }

    ObjectProperty<Preview> previewProperty() {
        return preview;
    }

    void show(Ext4 fileSystem, FolderEntry entry) {
        wanted = Optional.of(new Wanted(fileSystem, entry));
        if (!looking) {
            look();
        }
    }

    void showNothing() {
        wanted = Optional.empty();
        preview.set(new Preview.Words(Messages.text("wizard.preview.choose")));
    }

    private void look() {
        if (wanted.isEmpty()) {
            return;
        }
        Wanted now = wanted.get();
        looking = true;
        background.run(
                () -> Previews.of(now.fileSystem(), now.entry()),
                seen -> looked(now, seen),
                failed -> looked(now, new Preview.Words(Messages.text("wizard.preview.none"))));
    }

    private void looked(Wanted seen, Preview result) {
        looking = false;
        if (wanted.equals(Optional.of(seen))) {
            preview.set(result);
        } else {
            look();
        }
    }
}
