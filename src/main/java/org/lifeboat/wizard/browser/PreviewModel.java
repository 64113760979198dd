package org.lifeboat.wizard.browser;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.report.Messages;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Latest;

/** Which file is looked into; the arrow keys ask for more than can be looked into. */
final class PreviewModel {

    private final Latest looks;
    private Cancellation wish = new Cancellation();
    private final ObjectProperty<Preview> preview =
            new SimpleObjectProperty<>(new Preview.Words(""));

    PreviewModel(Background background) {
        looks = Latest.inTurn(background);
    }

    ObjectProperty<Preview> previewProperty() {
        return preview;
    }

    void show(Ext4 fileSystem, FolderEntry entry) {
        wish.request();
        Cancellation mine = new Cancellation();
        wish = mine;
        looks.ask(
                () -> Looking.until(mine, () -> Previews.of(fileSystem, entry)),
                preview::set,
                failed -> preview.set(new Preview.Words(Messages.text("wizard.preview.none"))));
    }

    void showNothing() {
        wish.request();
        looks.forget();
        preview.set(new Preview.Words(Messages.text("wizard.preview.choose")));
    }
}
