package org.lifeboat.wizard.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which row shows which part in work: a part keeps its row until it is done, so that nothing jumps
 * under somebody's eyes.
 */
final class WorkRows {

    private final List<Optional<RestoreModel.InWork>> rows = new ArrayList<>();
    private final int most;

    /**
     * @param most rows; parts for which there is none are not shown
     */
    WorkRows(int most) {
        this.most = most;
    }

    void clear() {
        rows.clear();
    }

    /** The rows now; one that was used before stays, if only empty. */
    List<Optional<RestoreModel.InWork>> show(List<RestoreModel.InWork> inWork) {
        Map<String, RestoreModel.InWork> byName =
                inWork.stream()
                        .collect(
                                Collectors.toMap(
                                        RestoreModel.InWork::name,
                                        Function.identity(),
                                        (one, twice) -> one,
                                        HashMap::new));
        rows.replaceAll(row -> row.map(shown -> byName.remove(shown.name())));
        for (RestoreModel.InWork each : inWork) {
            if (byName.remove(each.name()) != null) {
                place(each);
            }
        }
        return List.copyOf(rows);
    }

    private void place(RestoreModel.InWork part) {
        int free = rows.indexOf(Optional.<RestoreModel.InWork>empty());
        if (free >= 0) {
            rows.set(free, Optional.of(part));
        } else if (rows.size() < most) {
            rows.add(Optional.of(part));
        }
    }
}
