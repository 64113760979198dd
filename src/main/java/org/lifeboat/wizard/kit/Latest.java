package org.lifeboat.wizard.kit;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Questions of which only the newest is of interest, such as whether a folder will do while it is
 * typed. The answers of all others are dropped, whenever they come. To be used on the window's
 * thread.
 */
public final class Latest {

    private final Background background;
    private final boolean inTurn;
    private final ReadOnlyBooleanWrapper waiting = new ReadOnlyBooleanWrapper();
    private Object newest = new Object();
    private boolean working;
    private Optional<Runnable> next = Optional.empty();

    private Latest(Background background, boolean inTurn) {
        this.background = background;
        this.inTurn = inTurn;
    }

    /** Work on a question begins at once, whatever became of the one before it. */
    public static Latest atOnce(Background background) {
        return new Latest(background, false);
    }

    /** Work on a question begins when that on the one before is over; those between never begin. */
    public static Latest inTurn(Background background) {
        return new Latest(background, true);
    }

    /** Whether the newest question has no answer yet. */
    public ReadOnlyBooleanProperty waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /** One of {@code done} and {@code failed} is called, unless there is a newer question then. */
    public <T> void ask(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        ask(work, done, failed, dropped -> {});
    }

    /**
     * @param dropped gets an answer that nobody waits for any more, to close what it holds
     */
    public <T> void ask(
            Callable<T> work, Consumer<T> done, Consumer<Throwable> failed, Consumer<T> dropped) {
        Object mine = new Object();
        newest = mine;
        waiting.set(true);
        Runnable begin =
                () -> {
                    working = true;
                    background.run(
                            work,
                            answer ->
                                    answered(
                                            mine,
                                            () -> done.accept(answer),
                                            () -> dropped.accept(answer)),
                            failure -> answered(mine, () -> failed.accept(failure), () -> {}));
                };
        if (inTurn && working) {
            next = Optional.of(begin);
        } else {
            begin.run();
        }
    }

    private void answered(Object question, Runnable tell, Runnable drop) {
        working = false;
        if (question == newest) {
            tell.run();
        } else {
            drop.run();
        }
        // What was told may have led to the next question.
        if (question == newest) {
            waiting.set(false);
        }
        Optional<Runnable> following = next;
        next = Optional.empty();
        following.ifPresent(Runnable::run);
    }

    /** Nobody waits for an answer any more. */
    public void forget() {
        newest = new Object();
        next = Optional.empty();
        waiting.set(false);
    }
}
