package org.lifeboat.wizard.steps;

import javafx.scene.control.TitledPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.wizard.kit.Beside;
import org.lifeboat.wizard.kit.Toggle;
import org.lifeboat.wizard.kit.Ui;

import java.util.List;

/** Pass or fail for every part of the backup, one click behind the result: a map and a table. */
final class HmacProof {

    private final ResultModel model;
    private final List<ChunkResult> chunks;
    private final ChunkMap map = new ChunkMap();
    private final HmacTable table = new HmacTable();
    private final Toggle everything = new Toggle("wizard.result.all.parts");
    private final Toggle onlyProblems = new Toggle("wizard.result.only.problems");

    HmacProof(ResultModel model) {
        this.model = model;
        this.chunks = model.chunks(false);
        map.setId("result-map");
        map.show(chunks.stream().map(ChunkResult::name).toList());
        for (int i = 0; i < chunks.size(); i++) {
            map.set(i, Mark.of(chunks.get(i).verdict()));
        }
        map.describe();
        map.onPicked((index, click) -> showPart(chunks.get(index), click));
        table.show(chunks);
        onlyProblems.setId("only-problems");
    }

    TitledPane node() {
        TitledPane details =
                new TitledPane(
                        sentence(),
                        Ui.column(
                                8,
                                map,
                                ChunkMap.legend(
                                        Mark.AUTHENTIC, Mark.FAILED, Mark.MISSING, Mark.LEFT),
                                filter(),
                                table.node(),
                                Ui.message("wizard.result.proof.what")));
        details.setId("hmac-details");
        details.setExpanded(false);
        details.setAnimated(false);
        return details;
    }

    private String sentence() {
        long genuine =
                chunks.stream().filter(chunk -> chunk.verdict() == ChunkVerdict.VERIFIED).count();
        return Messages.text("wizard.result.proof", genuine, chunks.size());
    }

    private SegmentedButton filter() {
        everything.setSelected(true);
        SegmentedButton filter = new SegmentedButton(everything, onlyProblems);
        // At least one is chosen, whatever is clicked.
        filter.getToggleGroup()
                .selectedToggleProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now == null) {
                                filter.getToggleGroup().selectToggle(before);
                            }
                        });
        onlyProblems
                .selectedProperty()
                .addListener((property, before, only) -> table.show(model.chunks(only)));
        return filter;
    }

    private void showPart(ChunkResult chunk, MouseEvent click) {
        VBox part =
                Ui.column(
                        8,
                        Ui.text(Messages.printable(chunk.name()), "vm-name"),
                        Ui.text(Mark.of(chunk.verdict()).word()),
                        Ui.copyableField(
                                "report.header.hmac.stored", HmacGroups.of(chunk.storedHmac())),
                        Ui.copyableField(
                                "report.header.hmac.computed",
                                HmacGroups.of(chunk.computedHmac())));
        if (HmacGroups.canBeCompared(chunk.storedHmac(), chunk.computedHmac())) {
            part.getChildren().add(HmacGroups.marked(chunk.storedHmac(), chunk.computedHmac()));
        }
        Beside.at(map, part, click.getScreenX(), click.getScreenY());
    }
}
