package org.lifeboat.restore.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.content.TarMember;
import org.lifeboat.content.TarReader;
import org.lifeboat.testing.TarBuilder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class TarLayoutTest {

    @Test
    void everyByteOfTheTarHasItsPlaceInTheFile() throws IOException {
        TarLayout layout = layout();
        List<String> runs = new ArrayList<>();
        layout.forEach(
                0, 1 << 20, (tar, file, length) -> runs.add(tar + " " + file + " " + length));
        assertThat(runs).containsExactly("512 4096 1024", "1536 16384 512");
        runs.clear();
        layout.forEach(1000, 600, (tar, file, length) -> runs.add(tar + " " + file + " " + length));
        assertThat(runs).containsExactly("1000 4584 536", "1536 16384 64");
        runs.clear();
        layout.forEach(5000, 600, (tar, file, length) -> runs.add("none"));
        layout.forEach(0, 512, (tar, file, length) -> runs.add("none"));
        assertThat(runs).isEmpty();
        assertThat(layout.dataEnd()).isEqualTo(2048);
    }

    @Test
    void everyByteOfTheFileHasItsPlaceInTheTarUnlessItIsInAHole() throws IOException {
        TarLayout layout = layout();
        assertThat(layout.tarPosition(4096)).hasValue(512);
        assertThat(layout.tarPosition(5119)).hasValue(1535);
        assertThat(layout.tarPosition(16384 + 511)).hasValue(2047);
        assertThat(layout.tarPosition(0)).isEmpty();
        assertThat(layout.tarPosition(5120)).isEmpty();
        assertThat(layout.tarPosition(16384 + 512)).isEmpty();
    }

    private static TarLayout layout() throws IOException {
        byte[] tar =
                new TarBuilder()
                        .sparse(
                                "vm1/private.img",
                                32768,
                                new long[][] {{4096, 1024}, {16384, 512}},
                                new byte[1536])
                        .toByteArray();
        TarMember member = new TarReader(new ByteArrayInputStream(tar)).next().orElseThrow();
        return new TarLayout(512, member.extents());
    }
}
