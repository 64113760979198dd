package org.lifeboat.wizard.browser;

import javafx.beans.property.BooleanProperty;

import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Desktop;
import org.lifeboat.wizard.kit.Page;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The pages for files inside disks, which lie beside the wizard's steps. */
public final class DiskPages {

    private final DiskModel disk;
    private final Ticks everything;
    private final CopyModel copy;
    private final DiskPage diskPage;
    private final CopyPage copyPage;
    private final Consumer<Page> show;
    private Runnable leave = () -> {};

    /**
     * @param running is set while files are copied
     * @param show brings a page into view
     */
    public DiskPages(
            BooleanProperty running, Background background, Desktop desktop, Consumer<Page> show) {
        this.show = show;
        disk = new DiskModel(background);
        everything = new Ticks(background);
        copy = new CopyModel(running, background);
        diskPage = new DiskPage(disk, background, this::copy, this::copyWhole, this::close);
        copyPage = new CopyPage(copy, desktop, () -> show.accept(diskPage));
    }

    /**
     * @param back leads to where it was asked for
     */
    public void open(BrowsedDisk wanted, Runnable back) {
        leave = back;
        disk.open(wanted);
        diskPage.begin();
        show.accept(diskPage);
    }

    private void copy() {
        Optional<Ext4> fileSystem = disk.place().map(Place::fileSystem);
        if (fileSystem.isPresent()) {
            copy.prepare(disk.disk(), fileSystem.get(), disk.ticks());
            show.accept(copyPage);
        }
    }

    /** All of the disk, less what damage took something of. */
    private void copyWhole() {
        disk.place()
                .ifPresent(
                        place -> {
                            Ext4 fileSystem = place.fileSystem();
                            FolderEntry root = place.folders().getFirst();
                            everything.beginWhole(fileSystem);
                            everything.set(List.of(FileRow.of(fileSystem, root, List.of())), true);
                            copy.prepareWhole(disk.disk(), fileSystem, everything);
                            show.accept(copyPage);
                        });
    }

    private void close() {
        everything.begin(Optional.empty());
        disk.close();
        diskPage.begin();
        leave.run();
    }
}
