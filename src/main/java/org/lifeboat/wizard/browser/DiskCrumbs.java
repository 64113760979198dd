package org.lifeboat.wizard.browser;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.disk.Partition;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.util.ArrayList;
import java.util.List;

/** Where one is in a disk: a button for each level above, in lines that wrap. */
final class DiskCrumbs {

    /** A hostile disk may nest folders without end: the first of so many are left out. */
    private static final int MOST = 20;

    private final DiskModel model;
    private final Runnable leaveSearch;
    private final FlowPane node = new FlowPane(2, 2);
    private final ProgressIndicator busy = new ProgressIndicator();

    /** A level and what its button does. */
    private record Crumb(String name, Ikon symbol, Runnable open) {}

    DiskCrumbs(DiskModel model, Runnable leaveSearch) {
        this.model = model;
        this.leaveSearch = leaveSearch;
        node.setId("crumbs");
        node.setAccessibleText(Messages.text("wizard.disk.where"));
        busy.getStyleClass().add("small-busy");
        busy.setAccessibleText(Messages.text("wizard.disk.looking"));
        busy.visibleProperty().bind(model.busyProperty());
    }

    Node node() {
        return node;
    }

    void show() {
        node.getChildren().clear();
        List<Crumb> crumbs = crumbs();
        for (int i = Math.max(0, crumbs.size() - MOST); i < crumbs.size(); i++) {
            if (!node.getChildren().isEmpty()) {
                Label separator = new Label("›");
                separator.getStyleClass().add("quiet");
                node.getChildren().add(separator);
            }
            node.getChildren().add(button(crumbs.get(i), i == crumbs.size() - 1));
        }
        node.getChildren().add(busy);
    }

    private List<Crumb> crumbs() {
        List<Crumb> crumbs = new ArrayList<>();
        String image = model.disk().name();
        if (model.hasPartitions()) {
            crumbs.add(new Crumb(image, Feather.HARD_DRIVE, model::leavePartition));
            model.partition().ifPresent(chosen -> crumbs.add(partition(chosen)));
        } else {
            crumbs.add(new Crumb(image, Feather.HARD_DRIVE, () -> go(0)));
        }
        model.place().ifPresent(place -> addFolders(place, crumbs));
        return crumbs;
    }

    private Crumb partition(Partition chosen) {
        String name = Messages.text("wizard.disk.partition", chosen.number());
        return new Crumb(name, Feather.DATABASE, () -> go(0));
    }

    private void addFolders(Place place, List<Crumb> crumbs) {
        List<FolderEntry> folders = place.folders();
        for (int depth = 1; depth < folders.size(); depth++) {
            int target = depth;
            String name = folders.get(depth).name().text();
            crumbs.add(new Crumb(name, Feather.FOLDER, () -> go(target)));
        }
    }

    private void go(int depth) {
        leaveSearch.run();
        model.place()
                .filter(place -> depth < place.depth())
                .ifPresent(place -> model.go(place.above(depth)));
    }

    private static Button button(Crumb crumb, boolean isLast) {
        Button button = new Button(Messages.printable(crumb.name()));
        button.setMnemonicParsing(false);
        button.setWrapText(true);
        button.setGraphic(Ui.icon(1, crumb.symbol()));
        button.getStyleClass().addAll("flat", "crumb");
        if (isLast) {
            button.getStyleClass().add("here");
            button.setAccessibleText(
                    button.getText() + ", " + Messages.text("wizard.rail.current"));
        }
        button.setOnAction(event -> crumb.open().run());
        return button;
    }
}
