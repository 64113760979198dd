package org.lifeboat.disk;

import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A damage map as a map file of GNU ddrescue (its manual, "Mapfile structure"), so that its tools
 * show it: a line of state, then a line a region with position, size and status. {@code +} is
 * authentic, {@code ?} doubtful, {@code -} lost.
 */
public final class MapFile {

    /** Comes after the image's name. */
    public static final String SUFFIX = ".map";

    /** What a map is called, behind the image's name, until all of it is written. */
    public static final String BEGUN_SUFFIX = SUFFIX + ".begun";

    /** Lines; a map is written by the thousand, so this many were not written by a restore. */
    private static final int MOST_LINES = 10_000_000;

    private MapFile() {}

    public static void write(DamageMap map, Writer out) throws IOException {
        out.write("# Mapfile of GNU ddrescue's format, written by Lifeboat\n");
        out.write("# + is authentic, ? doubtful, - lost\n");
        out.write("# current_pos  current_status  current_pass\n");
        out.write("0x00000000     +               1\n");
        out.write("#      pos        size  status\n");
        map.forEach(
                region ->
                        out.write(
                                String.format(
                                        Locale.ROOT,
                                        "0x%08X  0x%08X  %c%n",
                                        region.position(),
                                        region.length(),
                                        region.trust().status())));
    }

    /**
     * @param size of the image in bytes; what the file does not speak of is lost
     * @throws ProblemException if it is no map file, or not one of this image
     */
    public static DamageMap read(Path file, long size) throws IOException {
        DamageMap map = new DamageMap(size);
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            boolean stateIsRead = false;
            long end = 0;
            int lines = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (++lines > MOST_LINES) {
                    throw damaged();
                }
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                if (stateIsRead) {
                    end = mark(map, end, line.strip().split("\\s+"));
                }
                stateIsRead = true;
            }
            return map;
        } catch (java.nio.charset.CharacterCodingException notText) {
            throw damaged();
        }
    }

    /** Regions follow each other in the format; else a few million lines could take days. */
    private static long mark(DamageMap map, long end, String[] fields) throws ProblemException {
        try {
            if (fields.length != 3) {
                throw damaged();
            }
            long position = Long.decode(fields[0]);
            long length = Long.decode(fields[1]);
            if (position < end || length < 0 || length > map.size() - position) {
                throw damaged();
            }
            map.mark(position, length, trust(fields[2]));
            return position + length;
        } catch (NumberFormatException noNumber) {
            throw damaged();
        }
    }

    private static Trust trust(String status) throws ProblemException {
        return Arrays.stream(Trust.values())
                .filter(trust -> status.equals(String.valueOf(trust.status())))
                .findFirst()
                .orElseThrow(MapFile::damaged);
    }

    private static ProblemException damaged() {
        return new ProblemException(new DiskProblem.MapDamaged());
    }
}
