package org.lifeboat.wizard.steps;

import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Ui;

import java.util.ArrayList;
import java.util.List;

/** An HMAC in groups that an eye can compare, and where two of them differ. */
final class HmacGroups {

    private static final int LENGTH = 8;
    private static final String DIGITS = "[0-9a-fA-F]+";

    private HmacGroups() {}

    /** With a space after every eighth digit; what is no row of digits stays as it is. */
    static String of(String hmac) {
        return hmac.matches(DIGITS) ? String.join(" ", groups(hmac)) : hmac;
    }

    /** Whether both are rows of digits and not the same. */
    static boolean canBeCompared(String stored, String computed) {
        return stored.matches(DIGITS)
                && computed.matches(DIGITS)
                && differences(stored, computed) > 0;
    }

    private static List<String> groups(String hmac) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < hmac.length(); i += LENGTH) {
            groups.add(hmac.substring(i, Math.min(hmac.length(), i + LENGTH)));
        }
        return groups;
    }

    /** How many groups of the second are not as in the first. */
    static int differences(String one, String other) {
        List<String> expected = groups(one);
        List<String> found = groups(other);
        int differences = 0;
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            if (differs(expected, found, i)) {
                differences++;
            }
        }
        return differences;
    }

    private static boolean differs(List<String> expected, List<String> found, int group) {
        return group >= expected.size()
                || group >= found.size()
                || !expected.get(group).equalsIgnoreCase(found.get(group));
    }

    /** The second one once more, with what differs marked by weight, colour and a line below. */
    static VBox marked(String expected, String found) {
        List<String> groups = groups(found);
        TextFlow flow = new TextFlow();
        for (int i = 0; i < groups.size(); i++) {
            Text text = new Text(groups.get(i));
            text.getStyleClass().add("hmac-group");
            if (differs(groups(expected), groups, i)) {
                text.getStyleClass().add("differs");
            }
            Text space = new Text(" ");
            flow.getChildren().addAll(text, space);
        }
        VBox marked =
                Ui.column(
                        2,
                        Ui.text(
                                Messages.text("wizard.hmac.differ", differences(expected, found)),
                                "field-name"),
                        flow);
        marked.setId("differences");
        return marked;
    }
}
