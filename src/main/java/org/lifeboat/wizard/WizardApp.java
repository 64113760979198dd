package org.lifeboat.wizard;

import javafx.application.Application;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.lifeboat.language.ChosenLanguage;
import org.lifeboat.language.Language;
import org.lifeboat.local.FaultLog;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.InternalFault;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Questions;
import org.lifeboat.wizard.kit.SystemDesktop;
import org.lifeboat.wizard.kit.TaskService;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.steps.Session;
import org.lifeboat.wizard.steps.StepModels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The wizard's window. */
public class WizardApp extends Application {

    private static final double WIDTH = 1080;
    private static final double HEIGHT = 740;
    private static final double SMALLEST_WIDTH = 640;
    private static final double SMALLEST_HEIGHT = 480;

    private static final int[] ICON_SIZES = {16, 32, 48, 256};

    /**
     * For benchmarks and the build: tells when the first page is there, and closes the window
     * again.
     */
    private static final String MEASURE_START = "lifeboat.measure.start";

    private static final String SAMPLE = "lifeboat.sample";

    private final Supplier<Cancellation> wishes;
    private TaskService background;
    private Session session;
    private Stage stage;
    private WizardPages pages;
    private Language wished = Language.ENGLISH;

    /** For JavaFX, which starts it. */
    public WizardApp() {
        this(Cancellation::new);
    }

    /**
     * @param wishes gives each restore the wish to stop that it asks
     */
    WizardApp(Supplier<Cancellation> wishes) {
        this.wishes = wishes;
    }

    /**
     * Shows the window and returns when it is closed.
     *
     * @return why no window can be shown on this system, as a sentence, if so
     */
    public static Optional<String> open(String[] args) {
        try {
            launch(WizardApp.class, args);
            return Optional.empty();
        } catch (RuntimeException failure) {
            Optional<String> sentence = MissingLibrary.sentence(failure);
            if (sentence.isEmpty()) {
                throw failure;
            }
            return sentence;
        }
    }

    @Override
    public void start(Stage primaryStage) {
        stage = primaryStage;
        background = new TaskService();
        session = new Session(sample());
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> crashed(failure));
        Remembered.textPixels().ifPresent(TextSize::set);
        Colours.follow(Remembered.colours(), background);
        boolean lacksFont = speakWhatCanBeShown();
        pages =
                new WizardPages(
                        new StepModels(session, background, wishes),
                        background,
                        new SystemDesktop(background),
                        this::speak);
        // A window that is larger than its screen hides its buttons.
        Rectangle2D room = Screen.getPrimary().getVisualBounds();
        Scene scene =
                new Scene(
                        pages.wizard().node(),
                        Math.min(WIDTH, room.getWidth()),
                        Math.min(HEIGHT, room.getHeight()));
        scene.getStylesheets()
                .add(WizardApp.class.getResource("/org/lifeboat/wizard.css").toExternalForm());
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            scene.getStylesheets()
                    .add(WizardApp.class.getResource("/org/lifeboat/opaque.css").toExternalForm());
        }
        stage.setScene(scene);
        stage.setTitle(Messages.text("wizard.name"));
        for (int size : ICON_SIZES) {
            String icon = "/org/lifeboat/icons/lifeboat-" + size + ".png";
            stage.getIcons().add(new Image(WizardApp.class.getResource(icon).toExternalForm()));
        }
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        stage.setOnCloseRequest(this::askToClose);
        stage.show();
        if (lacksFont) {
            tellLackingFont();
        }
        getParameters().getUnnamed().stream().findFirst().map(Path::of).ifPresent(pages::choose);
        if (Boolean.getBoolean(MEASURE_START)) {
            new FirstFrames(Platform::exit).start();
        }
    }

    /**
     * Boxes help nobody: without its font, a language makes way for English.
     *
     * @return whether it did
     */
    private boolean speakWhatCanBeShown() {
        wished = Messages.language();
        if (LanguageMenu.canShow(wished)) {
            return false;
        }
        Messages.speak(Language.ENGLISH);
        return true;
    }

    private void tellLackingFont() {
        Alert alert =
                new Alert(
                        Alert.AlertType.INFORMATION,
                        Messages.text("wizard.language.no.font", wished.englishName()));
        alert.initOwner(stage);
        alert.setTitle(Messages.text("wizard.name"));
        alert.setHeaderText(null);
        TextSize.apply(alert.getDialogPane());
        alert.show();
    }

    /** At once, and at every start from now on. */
    private void speak(Language language) {
        Messages.speak(language);
        background.run(
                () -> {
                    ChosenLanguage.remember(language);
                    return language;
                },
                kept -> {},
                notKept -> {});
        stage.setTitle(Messages.text("wizard.name"));
        stage.getScene().setRoot(pages.anew());
    }

    @Override
    public void stop() {
        Remembered.keep();
        session.close();
        background.close();
    }

    private static Optional<Session.Sample> sample() {
        return Optional.ofNullable(System.getProperty(SAMPLE))
                .map(Path::of)
                .flatMap(WizardApp::readSample);
    }

    private static Optional<Session.Sample> readSample(Path file) {
        try {
            String passphrase =
                    Files.readString(file.resolveSibling("passphrase.txt"), StandardCharsets.UTF_8);
            return Optional.of(new Session.Sample(file, passphrase.strip()));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** The work goes on while it is asked. */
    private void askToClose(WindowEvent event) {
        if (!session.runningProperty().get()) {
            return;
        }
        event.consume();
        Alert alert =
                Questions.stop(
                        stage.getScene().getRoot(),
                        "wizard.name",
                        "wizard.close.question",
                        "wizard.close.yes");
        alert.resultProperty()
                .addListener(
                        (property, before, answer) -> {
                            if (Questions.isYes(answer)) {
                                stage.hide();
                            }
                        });
        alert.show();
    }

    private void crashed(Throwable failure) {
        String told = Messages.text(InternalFault.told(failure));
        Path file = FaultLog.file();
        String log = Files.exists(file) ? Messages.text("wizard.crash.log", file.toString()) : "";
        Alert alert =
                new Alert(
                        Alert.AlertType.ERROR,
                        told + "\n" + Messages.text("wizard.crash.what") + "\n" + log);
        if (stage.getScene() != null) {
            alert.initOwner(stage);
        }
        alert.setTitle(Messages.text("wizard.name"));
        TextSize.apply(alert.getDialogPane());
        alert.setHeaderText(Messages.text("wizard.crash"));
        alert.show();
    }
}
