package org.lifeboat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class DamageMapTest {

    @TempDir Path folder;

    private static List<DamageMap.Region> regions(DamageMap map) {
        List<DamageMap.Region> regions = new ArrayList<>();
        map.forEach(regions::add);
        return regions;
    }

    @Test
    void allIsLostAtFirst() {
        assertThat(regions(new DamageMap(10)))
                .containsExactly(new DamageMap.Region(0, 10, Trust.LOST));
    }

    @Test
    void whatIsMarkedLaterTakesThePlaceOfWhatWasThere() {
        DamageMap map = new DamageMap(100);
        map.mark(0, 60, Trust.AUTHENTIC);
        map.mark(20, 10, Trust.DOUBTFUL);
        map.mark(90, 1000, Trust.AUTHENTIC);
        assertThat(regions(map))
                .containsExactly(
                        new DamageMap.Region(0, 20, Trust.AUTHENTIC),
                        new DamageMap.Region(20, 10, Trust.DOUBTFUL),
                        new DamageMap.Region(30, 30, Trust.AUTHENTIC),
                        new DamageMap.Region(60, 30, Trust.LOST),
                        new DamageMap.Region(90, 10, Trust.AUTHENTIC));
        assertThat(map.bytes(Trust.AUTHENTIC)).isEqualTo(60);
        assertThat(map.worst(0, 20)).isEqualTo(Trust.AUTHENTIC);
        assertThat(map.worst(19, 2)).isEqualTo(Trust.DOUBTFUL);
        assertThat(map.worst(59, 2)).isEqualTo(Trust.LOST);
        assertThat(map.worst(60, 0)).isEqualTo(Trust.AUTHENTIC);
    }

    /** Against an array with a trust a byte. */
    @Test
    void marksInAnyOrderAreWhatTheyAreByteByByte() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(60);
            DamageMap map = new DamageMap(size);
            Trust[] bytes = new Trust[size];
            Arrays.fill(bytes, Trust.LOST);
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(size);
                int to = from + random.nextInt(size - from + 1);
                Trust trust = Trust.values()[random.nextInt(3)];
                map.mark(from, to - from, trust);
                Arrays.fill(bytes, from, to, trust);
                for (int at = 0; at < size; at++) {
                    assertThat(map.worst(at, 1)).isEqualTo(bytes[at]);
                }
                List<DamageMap.Region> regions = regions(map);
                for (int k = 1; k < regions.size(); k++) {
                    assertThat(regions.get(k).position()).isEqualTo(regions.get(k - 1).end());
                    assertThat(regions.get(k).trust()).isNotEqualTo(regions.get(k - 1).trust());
                }
            }
        }
    }

    /** Two million regions, once from the first to the last, once from the last to the first. */
    @Test
    @Timeout(60)
    void aTornImageHasMillionsOfRegions() {
        int count = 1_000_000;
        for (boolean isReversed : new boolean[] {false, true}) {
            DamageMap map = new DamageMap(count * 1024L);
            for (int i = 0; i < count; i++) {
                long at = (isReversed ? count - 1 - i : i) * 1024L;
                map.mark(at, 512, Trust.AUTHENTIC);
            }
            assertThat(map.bytes(Trust.AUTHENTIC)).isEqualTo(count * 512L);
            assertThat(map.region(777 * 1024 + 600))
                    .isEqualTo(new DamageMap.Region(777 * 1024 + 512, 512, Trust.LOST));
            assertThat(map.worst(5 * 1024, 513)).isEqualTo(Trust.LOST);
        }
    }

    @Test
    void aMapFileIsReadAsItWasWritten() throws IOException {
        DamageMap map = new DamageMap(5L << 32);
        map.mark(0, 1L << 33, Trust.AUTHENTIC);
        map.mark(4096, 512, Trust.DOUBTFUL);
        StringWriter text = new StringWriter();
        MapFile.write(map, text);
        Path file = Files.writeString(folder.resolve("a.map"), text.toString());
        assertThat(regions(MapFile.read(file, map.size()))).isEqualTo(regions(map));
        assertThat(text.toString()).contains("0x00001000  0x00000200  ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x0 +\n0x0 0x20 +\n",
                "0x0 +\n0x0 0x8 x\n",
                "0x0 +\n0x0 zz +\n",
                "0x0 +\n-1 1 +\n",
                "0x0 +\n0x8 0x4 +\n0x0 0x4 +\n",
                "0x0 +\n0x4 0x7fffffffffffffff +\n",
                "0x0 +\n0x0 0x8 + 1\n",
                "0x0 +\n\u00e9\n"
            })
    void whatIsNoMapOfTheImageIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.map"), text);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> MapFile.read(file, 16))
                .extracting(ProblemException::problem)
                .isInstanceOf(DiskProblem.MapDamaged.class);
    }
}
