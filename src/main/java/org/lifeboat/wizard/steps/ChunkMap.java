package org.lifeboat.wizard.steps;

import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;
import javafx.stage.Screen;

import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * All chunks as small squares, drawn on one canvas so that thousands cost no more than a few: only
 * squares that change are drawn again.
 */
final class ChunkMap extends Region {

    private static final double LARGEST = 20;
    private static final double SMALLEST = 10;
    private static final int FEW = 400;
    private static final double GAP = 2;

    private static final Map<Mark, Color> COLOURS =
            new EnumMap<>(
                    Map.of(
                            Mark.WAITING, Color.web("#8c959f"),
                            Mark.WORKING, Color.web("#bf8700"),
                            Mark.AUTHENTIC, Color.web("#0969da"),
                            Mark.DECODED, Color.web("#1a7f37"),
                            Mark.FAILED, Color.web("#cf222e"),
                            Mark.MISSING, Color.web("#c4314b"),
                            Mark.LEFT, Color.web("#6e7781")));

    private static final Map<Double, Map<Mark, Image>> SQUARES = new HashMap<>();

    private final Canvas canvas = new Canvas();
    private final Tooltip tooltip = new Tooltip();
    private List<String> names = List.of();
    private Mark[] marks = new Mark[0];
    private double cell = LARGEST;
    private int columns = 1;
    private Map<Mark, Image> squares = Map.of();
    private boolean drawn;

    ChunkMap() {
        getStyleClass().add("chunk-map");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(canvas);
        Tooltip.install(canvas, tooltip);
        canvas.setOnMouseMoved(
                event -> {
                    int index = index(event);
                    tooltip.setText(
                            index < names.size()
                                    ? names.get(index) + ": " + marks[index].word()
                                    : "");
                });
    }

    private int index(MouseEvent event) {
        return (int) (event.getY() / cell) * columns + (int) (event.getX() / cell);
    }

    /**
     * @param picked gets the number of a chunk that is clicked on
     */
    void onPicked(BiConsumer<Integer, MouseEvent> picked) {
        canvas.setOnMouseClicked(
                click -> {
                    int index = index(click);
                    if (index < names.size()) {
                        picked.accept(index, click);
                    }
                });
    }

    /** The squares for a legend, with their words. */
    static FlowPane legend(Mark... marks) {
        FlowPane legend = new FlowPane(14, 4);
        for (Mark mark : marks) {
            ChunkMap one = new ChunkMap();
            one.show(List.of(mark.word()));
            one.set(0, mark);
            one.setAccessibleText(mark.word());
            one.setMinSize(LARGEST, LARGEST);
            one.setMaxSize(LARGEST, LARGEST);
            legend.getChildren().add(Ui.row(4, one, new Label(mark.word())));
        }
        return legend;
    }

    /** Begins anew with these chunks, all waiting. */
    void show(List<String> chunkNames) {
        names = List.copyOf(chunkNames);
        marks = new Mark[names.size()];
        Arrays.fill(marks, Mark.WAITING);
        cell = names.size() <= FEW ? LARGEST : SMALLEST;
        squares = squares(cell);
        drawn = false;
        requestLayout();
    }

    /** Nobody is shown that something got worse which only goes on: see {@link Mark#follows}. */
    void set(int index, Mark mark) {
        if (mark.follows(marks[index])) {
            marks[index] = mark;
            if (drawn) {
                draw(index);
            }
        }
    }

    /** How many there are of each mark, in words. */
    void describe() {
        String counts =
                Arrays.stream(marks)
                        .collect(
                                Collectors.groupingBy(
                                        mark -> mark,
                                        () -> new EnumMap<>(Mark.class),
                                        Collectors.counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().word())
                        .collect(Collectors.joining(", "));
        setAccessibleText(Messages.text("wizard.map", counts));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.min(names.size(), 16) * cell;
    }

    @Override
    protected double computePrefHeight(double width) {
        int perRow = Math.max(1, (int) ((width > 0 ? width : 320) / cell));
        return Math.ceil((double) names.size() / perRow) * cell;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        int perRow = Math.max(1, (int) (getWidth() / cell));
        double height = Math.ceil((double) names.size() / perRow) * cell;
        double width = perRow * cell;
        if (drawn && canvas.getHeight() == height && canvas.getWidth() == width) {
            return;
        }
        columns = perRow;
        canvas.setWidth(width);
        canvas.setHeight(height);
        canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
        drawn = true;
        for (int i = 0; i < marks.length; i++) {
            draw(i);
        }
    }

    private void draw(int index) {
        double x = index % columns * cell;
        double y = index / columns * cell;
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(x, y, cell, cell);
        g.drawImage(squares.get(marks[index]), x, y, cell, cell);
    }

    /**
     * Each mark drawn once: without a graphics card, copying a picture costs a hundredth of drawing
     * its lines.
     */
    private static Map<Mark, Image> squares(double cell) {
        return SQUARES.computeIfAbsent(
                cell,
                size -> {
                    Map<Mark, Image> squares = new EnumMap<>(Mark.class);
                    for (Mark mark : Mark.values()) {
                        squares.put(mark, square(mark, size));
                    }
                    return squares;
                });
    }

    static Color colour(Mark mark) {
        return COLOURS.get(mark);
    }

    private static Image square(Mark mark, double cell) {
        Canvas one = new Canvas(cell, cell);
        draw(mark, one.getGraphicsContext2D(), GAP / 2, GAP / 2, cell - GAP);
        double sharp =
                Screen.getScreens().stream().mapToDouble(Screen::getOutputScaleX).max().orElse(1);
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        parameters.setTransform(new Scale(sharp, sharp));
        return one.snapshot(parameters, null);
    }

    private static void draw(Mark mark, GraphicsContext g, double x, double y, double side) {
        Color colour = COLOURS.get(mark);
        g.setStroke(colour);
        g.setFill(colour);
        g.setLineWidth(1);
        switch (mark) {
            case WAITING -> g.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
            case WORKING -> {
                g.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
                g.fillRect(x, y + side / 2, side, side / 2);
            }
            case AUTHENTIC -> {
                g.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
                check(g, x, y, side);
            }
            case DECODED -> {
                g.fillRect(x, y, side, side);
                g.setStroke(Color.WHITE);
                check(g, x, y, side);
            }
            case FAILED -> {
                g.fillRect(x, y, side, side);
                g.setStroke(Color.WHITE);
                g.setLineWidth(2);
                g.strokeLine(x + side * 0.25, y + side * 0.25, x + side * 0.75, y + side * 0.75);
                g.strokeLine(x + side * 0.75, y + side * 0.25, x + side * 0.25, y + side * 0.75);
            }
            case MISSING -> {
                g.setLineWidth(2);
                g.strokeRect(x + 1, y + 1, side - 2, side - 2);
                g.strokeLine(x + 1, y + side - 1, x + side - 1, y + 1);
            }
            case LEFT -> {
                g.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
                g.strokeLine(x + side * 0.25, y + side / 2, x + side * 0.75, y + side / 2);
            }
        }
    }

    private static void check(GraphicsContext g, double x, double y, double side) {
        g.setLineWidth(side > 12 ? 2 : 1.2);
        g.strokeLine(x + side * 0.22, y + side * 0.52, x + side * 0.42, y + side * 0.74);
        g.strokeLine(x + side * 0.42, y + side * 0.74, x + side * 0.8, y + side * 0.28);
    }
}
