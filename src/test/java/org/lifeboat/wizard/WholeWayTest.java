package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.Manifest;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.nio.file.Path;

/** From the backup file to the restored files. */
class WholeWayTest extends WindowTest {

    private static final Path MANIFEST =
            TestData.path("sample/qubes-backup-2016-01-01T120000.manifest.json");

    @Test
    void theKeyboardAloneLeadsFromTheBackupToTheRestoredFiles() throws IOException {
        openSample();
        enterPassphrase(TestData.SAMPLE_PASSPHRASE);
        awaitPage(Step.HEADER);
        assertThat(texts("#genuine")).isNotNull();
        awaitFocus("#primary");
        press(KeyCode.ENTER);

        awaitPage(Step.VMS);
        awaitFocus("#vms");
        tabTo("#all");
        press(KeyCode.SPACE);
        tabTo("#vms");
        press(KeyCode.ENTER);

        awaitPage(Step.DESTINATION);
        awaitFocus("#folder");
        Path destination = folder.resolve("restored");
        replaceText(destination.toString());
        awaitReady();
        press(KeyCode.ALT, KeyCode.R);

        awaitPage(Step.RESULT);
        assertThat(texts("#verdict")).isNotEmpty();
        assertThat(texts("#wizard")).contains("complete and in place").doesNotContain("damaged");
        Manifest.read(MANIFEST).assertMatches(destination);
    }
}
