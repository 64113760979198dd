package org.lifeboat.wizard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.wizard.kit.Later;

import java.util.List;
import java.util.Optional;

class TicksTest extends DiskFilesTest {

    private Ticks ticks() {
        return disk.ticks();
    }

    private void tick(String... paths) {
        ticks().set(List.of(paths).stream().map(this::row).toList(), true);
    }

    @Test
    void filesAndAllThatIsInFoldersIsCounted() {
        assertThat(ticks().total()).isEqualTo(new Ticks.Total(0, 0, 0, 0, true));
        tick("home/user/your_data.txt");
        assertThat(ticks().total().bytes()).isEqualTo(43);
        tick("many");
        Ticks.Total total = ticks().total();
        assertThat(total.ticks()).isEqualTo(2);
        assertThat(total.files()).isEqualTo(7);
        assertThat(total.bytes()).isEqualTo(43 + 6 * 2);
        assertThat(total.complete()).isTrue();
    }

    @Test
    void whatHolesTakeIsNotCountedAsSpace() {
        tick("only-a-hole");
        assertThat(ticks().total().bytes()).isEqualTo(1_000_000);
        assertThat(ticks().total().storedBytes()).isZero();
    }

    @Test
    void aTickedFolderTakesTheTicksOfWhatIsInItAlong() {
        tick("home/user/your_data.txt", "home/user/Documents", "tiny");
        tick("home");
        assertThat(ticks().entries()).containsExactlyInAnyOrder(entry("tiny"), entry("home"));
        assertThat(ticks().isTicked(row("home/user/your_data.txt"))).isTrue();
        assertThat(ticks().isInTicked(row("home/user/your_data.txt"))).isTrue();
        assertThat(ticks().isInTicked(row("home"))).isFalse();
        tick("home/user/your_data.txt");
        assertThat(ticks().total().ticks()).isEqualTo(2);
        ticks().set(List.of(row("home")), false);
        assertThat(ticks().isTicked(row("home/user/your_data.txt"))).isFalse();
        assertThat(ticks().entries()).containsExactly(entry("tiny"));
    }

    @Test
    void namesAloneDoNotMakeTwoFilesOne() {
        tick("names/twin");
        assertThat(ticks().isTicked(row("names/Twin"))).isFalse();
        assertThat(ticks().isTicked(row("names/twin"))).isTrue();
    }

    @Test
    void whatIsNotCountedYetMakesTheTotalIncomplete() {
        Later later = new Later();
        Ticks ticks = new Ticks(later);
        ticks.begin(Optional.of(fileSystem()));
        ticks.set(List.of(row("many")), true);
        ticks.set(List.of(row("names")), true);
        assertThat(ticks.total().complete()).isFalse();
        assertThat(later.count()).isEqualTo(1);
        later.finishFirst();
        assertThat(ticks.total().complete()).isFalse();
        later.finishFirst();
        assertThat(ticks.total().complete()).isTrue();
        ticks.set(List.of(row("one")), true);
        ticks.begin(Optional.empty());
        later.finishFirst();
        assertThat(ticks.total().ticks()).isZero();
    }
}
