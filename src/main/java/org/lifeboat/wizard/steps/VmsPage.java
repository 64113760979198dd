package org.lifeboat.wizard.steps;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.catalog.Vm;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.wizard.browser.BrowsedDisk;
import org.lifeboat.wizard.kit.SearchField;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.Ui;

import java.util.Optional;
import java.util.function.Consumer;

/** Page 4: which VMs. */
final class VmsPage extends StepPage {

    /** Lists narrower than this many times the text's size have room for names or buttons. */
    private static final double ROOMY_EM = 24;

    /** A row's height with its buttons, as a multiple of the text's size. */
    private static final double ROW_EM = 4.3;

    /** Around the rows, in pixels. */
    private static final double FRAME = 4;

    private final VmsModel model;
    private final Session session;
    private final ListView<VmsModel.Choice> list = new ListView<>();
    private final SearchField search = new SearchField("search", "wizard.vms.search");
    private final Label total = Ui.text("", "total");
    private final VBox absent = Ui.column(8);
    private Optional<Runnable> wayBack = Optional.empty();

    /**
     * @param look opens a disk in the backup
     */
    VmsPage(VmsModel model, Session session, Runnable onward, Consumer<BrowsedDisk> look) {
        super(Step.VMS, 12, onward);
        this.model = model;
        this.session = session;
        readyWhile(session.chosenProperty().map(chosen -> !chosen.isEmpty()));
        search.textProperty().bindBidirectional(model.searchProperty());
        Button all = Ui.button("wizard.vms.all", () -> model.tickAll(true));
        all.setId("all");
        Button none = Ui.button("wizard.vms.none", () -> model.tickAll(false));
        none.setId("none");
        HBox tools = Ui.row(8, Ui.grow(search.node()), all, none);
        list.setId("vms");
        list.setItems(model.shown());
        ObservableBooleanValue isNarrow =
                list.widthProperty().lessThan(TextSize.pixelsProperty().multiply(ROOMY_EM));
        list.setCellFactory(
                view -> new VmCell((choice, disk) -> look.accept(inside(choice, disk)), isNarrow));
        list.setPlaceholder(Ui.message("wizard.vms.no.match"));
        list.setAccessibleText(Messages.text("wizard.vms.list"));
        list.setMinHeight(180);
        // An empty frame that fills a high window looks as if something were missing.
        list.maxHeightProperty()
                .bind(
                        Bindings.size(model.all())
                                .multiply(TextSize.pixelsProperty().multiply(ROW_EM))
                                .add(FRAME));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
        VBox.setVgrow(list, Priority.ALWAYS);
        total.setId("total");
        content().getChildren().setAll(tools, list, total, absent);
        model.all().addListener((ListChangeListener<VmsModel.Choice>) change -> showTotal());
    }

    private BrowsedDisk inside(VmsModel.Choice choice, DiskChoice.Chosen disk) {
        return new BrowsedDisk.InBackup(session.disks(), choice.vm().name(), disk);
    }

    /**
     * @param way where Back leads, if not to the step before
     */
    void setWayBack(Optional<Runnable> way) {
        wayBack = way;
    }

    @Override
    public Optional<Runnable> wayBack() {
        return wayBack;
    }

    @Override
    public void entered() {
        model.list();
        absent.getChildren().clear();
        if (!model.missing().isEmpty()) {
            absent.getChildren()
                    .add(
                            Ui.card(
                                    "bad",
                                    Feather.ALERT_TRIANGLE,
                                    Messages.text("wizard.vms.missing"),
                                    model.missing().stream()
                                            .map(VmsPage::described)
                                            .map(Ui::point)
                                            .toArray(Node[]::new)));
        }
        if (!model.absent().isEmpty()) {
            absent.getChildren()
                    .add(
                            Ui.text(
                                    Messages.text(
                                            "cli.not.included", String.join(", ", model.absent())),
                                    "hint"));
        }
        showTotal();
        list.requestFocus();
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    private static String described(Vm vm) {
        return Messages.text(
                "wizard.vms.missing.one", Messages.printable(vm.name()), VmWords.kind(vm));
    }

    @Override
    public String details() {
        return Messages.text("wizard.vms.details", session.backup().vms().size());
    }

    private void keys(KeyEvent event) {
        if (event.getTarget() instanceof Button) {
            return;
        }
        VmsModel.Choice selected = list.getSelectionModel().getSelectedItem();
        if (event.getCode() == KeyCode.SPACE && selected != null) {
            selected.tickedProperty().set(!selected.tickedProperty().get());
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && readyProperty().get()) {
            primary();
            event.consume();
        }
    }

    private void showTotal() {
        total.setText(
                Messages.text("wizard.vms.total", model.tickedCount())
                        + (model.tickedCount() == 0
                                ? ""
                                : " "
                                        + Messages.text(
                                                "wizard.vms.total.size",
                                                Messages.size(model.tickedBytes()),
                                                model.tickedCount())));
    }
}
