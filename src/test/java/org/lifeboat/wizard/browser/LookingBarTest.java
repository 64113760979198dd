package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ProgressBar;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboat.watch.Stage;
import org.lifeboat.wizard.WindowTest;
import org.lifeboat.wizard.kit.Ui;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The bar that says how far the reading of a backup is, while one waits for it. */
class LookingBarTest extends WindowTest {

    private static final String BAR = "#looking .progress-bar";

    private final Looking looking = new Looking();
    private final ScheduledExecutorService reading = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean isReading = true;
    private volatile double fraction;
    private LookingBar bar;

    @BeforeEach
    void showBar() {
        show(
                () -> {
                    bar = new LookingBar();
                    return Ui.column(0, bar.node());
                });
        reading.scheduleAtFixedRate(this::read, 0, 20, TimeUnit.MILLISECONDS);
    }

    private void read() {
        if (isReading) {
            looking.at(Stage.READING, fraction);
        }
    }

    @AfterEach
    void endReading() {
        reading.close();
        end();
    }

    private void begin(Optional<Looking> of) {
        onFx(
                () -> {
                    bar.begin(of);
                    return null;
                });
    }

    private void end() {
        onFx(
                () -> {
                    bar.end();
                    return null;
                });
    }

    private boolean isShown() {
        return find("#looking").isPresent();
    }

    private void awaitHidden() {
        await("no bar", () -> !isShown());
    }

    private <T> T ofBar(Function<ProgressBar, T> question) {
        ProgressBar shown = node(BAR, ProgressBar.class);
        return onFx(() -> question.apply(shown));
    }

    @Test
    void itIsThereWhileOneWaitsAndSaysHowFarItIs() {
        begin(Optional.of(looking));
        awaitShown("#looking");
        assertThat(ofBar(ProgressBar::isIndeterminate)).isTrue();
        fraction = 0.42;
        await("42 %", () -> isShown() && texts("#looking").contains("42 %"));
        assertThat(ofBar(ProgressBar::getProgress)).isEqualTo(0.42);
        assertThat(ofBar(ProgressBar::getAccessibleText)).contains("42 %");
        isReading = false;
        awaitHidden();
        isReading = true;
        awaitShown("#looking");
    }

    @Test
    void itIsNotThereAndTakesNoRoomWhereOneHasNotToWait() {
        isReading = false;
        begin(Optional.of(looking));
        settle();
        assertThat(isShown()).isFalse();
        assertThat(onFx(() -> bar.node().isManaged())).isFalse();
    }

    @Test
    void itGoesWhenAnotherDiskIsShownThatIsNotReadSo() {
        begin(Optional.of(looking));
        awaitShown("#looking");
        begin(Optional.empty());
        awaitHidden();
    }
}
