package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class WorkRowsTest {

    private final WorkRows rows = new WorkRows(3);

    /** The names in the rows, nothing for an empty one. */
    private List<String> show(String... names) {
        return rows
                .show(
                        Arrays.stream(names)
                                .map(name -> new RestoreModel.InWork(name, "in work", 0))
                                .toList())
                .stream()
                .map(row -> row.map(RestoreModel.InWork::name).orElse(""))
                .toList();
    }

    @Test
    void aPartKeepsItsRowUntilItIsDone() {
        assertThat(show("a", "b")).containsExactly("a", "b");
        assertThat(show("b")).containsExactly("", "b");
        assertThat(show("b", "c")).containsExactly("c", "b");
        assertThat(show("x", "b", "c")).containsExactly("c", "b", "x");
    }

    @Test
    void thereAreNeverMoreRowsThanThereIsRoomFor() {
        assertThat(show("a", "b", "c", "d")).containsExactly("a", "b", "c");
        rows.clear();
        assertThat(show("d")).containsExactly("d");
    }
}
