package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whole images give what e2fsprogs finds in them after it replayed their journals. */
class DiskImagesTest {

    static List<String> fixtures() {
        return DiskFixtures.names(DiskFixtures.folder());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void anImageHoldsWhatE2fsprogsFinds(String name) throws IOException {
        Ext4 fileSystem = DiskFixtures.open(name);
        var expected = DiskFixtures.expected(DiskFixtures.folder(), name);
        if (name.equals("encrypt-verity")) {
            return; // Its locked entries have a test of their own.
        }
        assertThat(DiskFixtures.actual(fileSystem)).isEqualTo(expected);
        assertThat(fileSystem.integrity())
                .isEqualTo(name.equals("no-start") ? Integrity.CHECKSUM_WRONG : Integrity.GOOD);
    }

    @Test
    void e2fsprogsOwnTestImagesHoldWhatItFinds() throws IOException {
        String folder = System.getProperty("lifeboat.disk-images", "");
        assumeTrue(!folder.isBlank());
        List<String> names = DiskFixtures.names(Path.of(folder));
        assertThat(names).isNotEmpty();
        for (String name : names) {
            byte[] image = DiskFixtures.image(Path.of(folder), name);
            Ext4 fileSystem = Ext4.open(new MemorySource(image));
            assertThat(DiskFixtures.actual(fileSystem))
                    .as(name)
                    .isEqualTo(DiskFixtures.expected(Path.of(folder), name));
        }
    }
}
