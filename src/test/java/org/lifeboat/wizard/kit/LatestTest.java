package org.lifeboat.wizard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class LatestTest {

    private final Later later = new Later();
    private final List<String> told = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();

    private void ask(Latest latest, String answer) {
        latest.ask(() -> answer, told::add, failed -> told.add("failed"), dropped::add);
    }

    @Test
    void onlyTheNewestQuestionIsAnsweredWhicheverAnswerComesFirst() {
        Latest latest = Latest.atOnce(later);
        ask(latest, "first");
        ask(latest, "second");
        later.finishLast();
        assertThat(latest.waitingProperty().get()).isFalse();
        later.finishLast();
        assertThat(told).containsExactly("second");
        assertThat(dropped).containsExactly("first");
    }

    @Test
    void anOldAnswerDoesNotEndTheWaitForTheNewOne() {
        Latest latest = Latest.atOnce(later);
        ask(latest, "first");
        ask(latest, "second");
        later.finishFirst();
        assertThat(told).isEmpty();
        assertThat(latest.waitingProperty().get()).isTrue();
    }

    @Test
    void aFailureThatNobodyWaitsForIsNotTold() {
        Latest latest = Latest.atOnce(later);
        latest.<String>ask(
                () -> {
                    throw new IOException();
                },
                told::add,
                failed -> told.add("failed"));
        latest.forget();
        later.finishFirst();
        assertThat(told).isEmpty();
        assertThat(latest.waitingProperty().get()).isFalse();
    }

    @Test
    void inTurnOneIsWorkedOnAndOfTheOthersOnlyTheNewest() {
        Latest latest = Latest.inTurn(later);
        ask(latest, "first");
        ask(latest, "second");
        ask(latest, "third");
        assertThat(later.count()).isEqualTo(1);
        later.finishFirst();
        assertThat(told).isEmpty();
        later.finishFirst();
        assertThat(told).containsExactly("third");
        assertThat(dropped).containsExactly("first");
        assertThat(later.count()).isZero();
    }

    @Test
    void whatIsForgottenNeverBegins() {
        Latest latest = Latest.inTurn(later);
        ask(latest, "first");
        ask(latest, "second");
        latest.forget();
        later.finishFirst();
        assertThat(later.count()).isZero();
        assertThat(told).isEmpty();
    }
}
