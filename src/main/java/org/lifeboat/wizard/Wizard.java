package org.lifeboat.wizard;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Mnemonics;
import org.lifeboat.wizard.kit.Page;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.Toggle;
import org.lifeboat.wizard.kit.Ui;
import org.lifeboat.wizard.steps.Step;
import org.lifeboat.wizard.steps.StepPage;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The frame around the pages: the rail of steps, the headline, the details and the buttons. */
final class Wizard {

    /**
     * Windows narrower than this many times the text's size have no room for the names on the rail.
     */
    private static final double ROOMY_EM = 58;

    /** Of what a page shows, as a multiple of the text's size: about 1,000 pixels. */
    private static final double WIDEST_EM = 72;

    /** Left free at either side of a page, as the style sheet has it. */
    private static final double SIDE_EM = 2;

    /** Left around what has the focus, for its ring. */
    private static final double MARGIN = 6;

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private static final Duration DETAILS_POLL = Duration.millis(200);

    private final Function<Step, StepPage> pages;
    private final BorderPane root = new BorderPane();
    private final Rail rail = new Rail();
    private final Label title = Ui.text("", "page-title");
    private final Label introduction = Ui.text("", "page-introduction");
    private final VBox head = Ui.column(6, title, introduction);

    /** The headline scrolls with its page: in a low window with large text it leaves no room. */
    private final VBox body = Ui.column(0);

    private final ScrollPane scroll = new ScrollPane();
    private final TextArea details = Ui.copyableArea("", Messages.text("wizard.details"));
    private final Toggle detailsToggle = new Toggle("wizard.details");
    private final Button back = Ui.button("wizard.back", this::back);
    private final Button primary = Ui.button("wizard.continue", this::primary, "accent");
    private final Timeline detailsPoll =
            new Timeline(new KeyFrame(DETAILS_POLL, event -> showDetails()));
    private final FlowPane ways = new FlowPane(12, 8);
    private final Supplier<Optional<Integer>> format;
    private final HelpMenu help;
    private Step step = Step.BACKUP;
    private Page page;

    /**
     * @param pages makes a step's page, if it is not there yet
     * @param format of the backup that is open, if one is
     */
    Wizard(Function<Step, StepPage> pages, Supplier<Optional<Integer>> format, Menu languages) {
        this.help = new HelpMenu(this::helpOfPage, languages);
        this.format = format;
        this.pages = pages;
        root.setId("wizard");
        rail.addBelow(help.node());
        root.setLeft(rail.node());
        root.setCenter(center());
        root.widthProperty().addListener(width -> fitRail());
        TextSize.pixelsProperty().addListener(size -> fitRail());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcuts);
        back.setId("back");
        primary.setId("primary");
        primary.setDefaultButton(true);
        back.setCancelButton(false);
        detailsPoll.setCycleCount(Animation.INDEFINITE);
        TextSize.apply(root);
        scroll.heightProperty().subscribe(height -> revealFocusSoon());
        // Only what is in a window can have the focus, which would go to the menu on the rail.
        root.sceneProperty().subscribe(scene -> Platform.runLater(() -> enterAgain(scene, page)));
        root.sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .subscribe(owner -> revealFocusSoon());
        go(Step.BACKUP);
    }

    private void enterAgain(Scene scene, Page shown) {
        if (scene != null && page == shown) {
            page.entered();
        }
    }

    /** When all that was put on the page has got its place. */
    private void revealFocusSoon() {
        Scene scene = root.getScene();
        if (scene == null) {
            return;
        }
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        revealFocus();
                    }
                });
        Platform.requestNextPulse();
    }

    /** What the keyboard works on is in view, however low the window is. */
    private void revealFocus() {
        Node owner = root.getScene() == null ? null : root.getScene().getFocusOwner();
        double room = scroll.getViewportBounds().getHeight();
        double hidden = body.getHeight() - room;
        if (owner == null || hidden <= 0 || !isInBody(owner)) {
            return;
        }
        Node shown = cardOf(owner).filter(card -> fits(card, room)).orElse(owner);
        Bounds place = body.sceneToLocal(shown.localToScene(shown.getLayoutBounds()));
        double top = scroll.getVvalue() * hidden;
        if (place.getMaxY() > top + room) {
            top = place.getMaxY() - room + MARGIN;
        }
        if (place.getMinY() < top) {
            top = place.getMinY() - MARGIN;
        }
        scroll.setVvalue(Math.clamp(top / hidden, 0, 1));
    }

    private static boolean fits(Node node, double room) {
        return node.getLayoutBounds().getHeight() + 2 * MARGIN <= room;
    }

    /** What is said about a thing is seen together with it. */
    private Optional<Node> cardOf(Node node) {
        for (Node above = node; above != null && above != body; above = above.getParent()) {
            if (above.getStyleClass().contains("card")) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    private boolean isInBody(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if (above == body) {
                return true;
            }
        }
        return false;
    }

    Parent node() {
        return root;
    }

    Step step() {
        return step;
    }

    void go(Step to) {
        step = to;
        rail.show(to);
        show(pages.apply(to));
    }

    /** A page that is no step of its own; the rail goes on showing the step that it belongs to. */
    void goBeside(Page beside) {
        show(beside);
    }

    private void show(Page next) {
        if (page != null) {
            page.left();
        }
        page = next;
        page.setFocusPrimary(primary::requestFocus);
        title.setText(page.title());
        introduction.setText(page.introduction());
        body.getChildren().setAll(head, Ui.grow(page.content()));
        scroll.setVvalue(0);
        primary.textProperty().bind(page.primaryTextProperty());
        primary.disableProperty().bind(Bindings.not(page.readyProperty()));
        back.disableProperty().bind(page.backAllowedProperty().not());
        ways.getChildren().setAll(back);
        page.secondary().ifPresent(ways.getChildren()::add);
        ways.getChildren().add(primary);
        Ui.show(back, step != Step.BACKUP || page.wayBack().isPresent());
        page.entered();
        showDetails();
    }

    /** The step before; a page that must not be left that way has its button disabled. */
    private void back() {
        if (page.wayBack().isPresent()) {
            if (page.backAllowedProperty().get()) {
                page.wayBack().get().run();
            }
        } else if (step != Step.BACKUP && page.backAllowedProperty().get()) {
            Step before = step == Step.RESULT ? Step.VMS : Step.values()[step.ordinal() - 1];
            go(before);
        }
    }

    private void primary() {
        if (page.readyProperty().get()) {
            page.primary();
        }
    }

    private VBox center() {
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("page-scroll");
        details.setId("details");
        details.setPrefRowCount(6);
        detailsToggle.setId("details-toggle");
        detailsToggle.setGraphic(Ui.icon(Feather.INFO));
        detailsToggle.getStyleClass().add("flat");
        details.visibleProperty().bind(detailsToggle.selectedProperty());
        details.managedProperty().bind(detailsToggle.selectedProperty());
        detailsToggle
                .selectedProperty()
                .addListener(
                        (property, before, shown) -> {
                            if (shown) {
                                showDetails();
                                detailsPoll.play();
                            } else {
                                detailsPoll.stop();
                            }
                        });
        ways.setAlignment(Pos.CENTER_RIGHT);
        HBox inButtons = Ui.row(12, detailsToggle, Ui.grow(ways));
        limitWidth(inButtons, WIDEST_EM - 2 * SIDE_EM);
        HBox buttons = Ui.row(0, Ui.grow(inButtons));
        buttons.setAlignment(Pos.CENTER);
        buttons.getStyleClass().add("buttons");
        head.getStyleClass().add("page-head");
        limitWidth(body, WIDEST_EM);
        StackPane middle = new StackPane(body);
        middle.setAlignment(Pos.TOP_CENTER);
        scroll.setContent(middle);
        VBox center = Ui.column(0, scroll, details, buttons);
        center.getStyleClass().add("page");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return center;
    }

    /** Lines that are longer than this are hard to read, however wide the window is. */
    private static void limitWidth(Region content, double ems) {
        content.maxWidthProperty().bind(TextSize.pixelsProperty().multiply(ems));
    }

    private void fitRail() {
        boolean compact = root.getWidth() < ROOMY_EM * TextSize.pixelsProperty().get();
        rail.setCompact(compact);
        help.setCompact(compact);
        root.pseudoClassStateChanged(COMPACT, compact);
    }

    /** The guide's last step is about the files in disks. */
    private Step guided() {
        return page instanceof StepPage ? step : Step.RESULT;
    }

    private String helpOfPage() {
        return page.help();
    }

    private void showDetails() {
        if (detailsToggle.isSelected()) {
            String now = page.details();
            String text = (now.isEmpty() ? "" : now + "\n\n") + guided().guide(format.get());
            if (!text.equals(details.getText())) {
                details.setText(text);
            }
        }
    }

    private void shortcuts(KeyEvent event) {
        if (event.isAltDown()) {
            Mnemonics.forgetUnused(root.getScene());
        }
        if (event.getCode() == KeyCode.ENTER
                && event.getTarget() instanceof ButtonBase focused
                && focused != primary) {
            // Else Enter would go on to the next page, whatever button has the focus.
            if (focused instanceof CheckBox || focused instanceof RadioButton) {
                // Space ticks; whoever presses Enter wants to go on.
                primary();
            } else {
                focused.fire();
            }
            event.consume();
            return;
        }
        boolean larger =
                event.isShortcutDown()
                        && (event.getCode() == KeyCode.PLUS
                                || event.getCode() == KeyCode.EQUALS
                                || event.getCode() == KeyCode.ADD);
        boolean smaller =
                event.isShortcutDown()
                        && (event.getCode() == KeyCode.MINUS
                                || event.getCode() == KeyCode.SUBTRACT);
        boolean usual =
                event.isShortcutDown()
                        && (event.getCode() == KeyCode.DIGIT0
                                || event.getCode() == KeyCode.NUMPAD0);
        if (usual) {
            TextSize.reset();
            event.consume();
        } else if (event.getCode() == KeyCode.F1) {
            help.showHelp();
            event.consume();
        } else if (larger || smaller) {
            if (larger) {
                TextSize.larger();
            } else {
                TextSize.smaller();
            }
            event.consume();
        } else if (new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN).match(event)) {
            back();
            event.consume();
        }
    }
}
